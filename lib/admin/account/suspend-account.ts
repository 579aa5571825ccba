import { type Admin, reinstateUserIn, suspendUserIn } from '@/lib/auth';
import { problems } from '@/lib/http';
import { holdAccount } from './hold-account';
import { type Done, onAccount } from './on-account';

/**
 * Suspends an account, see `suspendUser`: sessions end at once, and neither signing in nor a key nor the extension is let
 * in. One that is suspended stays as it is, and nothing is recorded.
 * @param undoes the event of the activation that this takes back
 * @throws ProblemError 404 for nobody's account, 409 for one's own, another admin's or a deleted one, 422 without a reason
 */
export function suspendAccount(admin: Admin, userId: string, reason: string, undoes?: string): Promise<Done> {
  return onAccount(admin, userId, { action: 'user.suspended', reason, undoes }, async (tx) => {
    const { email, status } = await holdAccount(tx, admin, userId, 'suspended');
    if (status === 'deleted') throw problems.conflict('This account is deleted.');
    if (status === 'suspended') return null;
    await suspendUserIn(tx, userId);
    return { change: { before: { status }, after: { status: 'suspended' } }, label: email };
  });
}

/**
 * Lifts the suspension of an account; its person signs in again. One that is not suspended stays as it is, and nothing is
 * recorded.
 * @param undoes the event of the suspension that this takes back
 * @throws ProblemError 404 for nobody's account, 409 for one's own, another admin's or a deleted one, 422 without a reason
 */
export function activateAccount(
  admin: Admin,
  userId: string,
  reason: string,
  undoes?: string,
): Promise<Done> {
  return onAccount(admin, userId, { action: 'user.activated', reason, undoes }, async (tx) => {
    const { email, status } = await holdAccount(tx, admin, userId, 'activated');
    if (status === 'deleted') throw problems.conflict('This account is deleted. It can be restored instead.');
    if (status === 'active') return null;
    await reinstateUserIn(tx, userId);
    return { change: { before: { status }, after: { status: 'active' } }, label: email };
  });
}
