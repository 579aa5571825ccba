import type { Admin } from '@/lib/auth';
import { asService } from '@/lib/db';
import { closeAccount, endPaymentsOf, reopenAccount } from '@/lib/deletion';
import { requireReason } from '../as-admin';
import { holdAccount, lookAtAccount } from './hold-account';
import { type Done, onAccount } from './on-account';

/**
 * Deletes an account, see `closeAccount`: at once for its person, whose address is free again, and for good after 30 days,
 * within which it can be restored. What is paid for by nobody else is not renewed. One that is deleted stays so, and
 * nothing is recorded.
 * @param undoes the event of the restoration that this takes back
 * @throws ProblemError 404 for nobody's account, 409 for one's own or another admin's, or while something is being paid,
 * 422 without a reason, 503 when Stripe does not answer; after each nothing is deleted
 */
export async function deleteAccount(
  admin: Admin,
  userId: string,
  reason: string,
  undoes?: string,
): Promise<Done> {
  requireReason(reason);
  const { status } = await asService('admin.look', (tx) => lookAtAccount(tx, admin, userId, 'deleted'));
  // First, since it may fail, and since nothing that waits for Stripe may hold the account.
  const actor = { id: admin.userId, email: admin.email, via: 'console' } as const;
  if (status !== 'deleted') await endPaymentsOf(userId, actor);
  return onAccount(admin, userId, { action: 'user.deleted', reason, undoes }, async (tx) => {
    await lookAtAccount(tx, admin, userId, 'deleted');
    const closed = await closeAccount(tx, userId);
    // Once more, now that nobody makes an admin of them.
    await holdAccount(tx, admin, userId, 'deleted');
    if (!closed) return null;
    const { email, status: before, dueAt } = closed;
    return {
      change: { before: { status: before }, after: { status: 'deleted', deletedForGoodAt: dueAt } },
      label: email,
    };
  });
}

/**
 * Brings a deleted account back, see `reopenAccount`. One that is there stays as it is, and nothing is recorded.
 * @param undoes the event of the deletion that this takes back
 * @throws ProblemError 404 for nobody's account, 409 once it is too late or somebody else has the address, 422 without a
 * reason
 */
export function restoreAccount(admin: Admin, userId: string, reason: string, undoes?: string): Promise<Done> {
  return onAccount(admin, userId, { action: 'user.restored', reason, undoes }, async (tx) => {
    const reopened = await reopenAccount(tx, userId);
    if (!reopened) return null;
    const { email, status } = reopened;
    return { change: { before: { status: 'deleted' }, after: { status } }, label: email };
  });
}
