import { asService, onCommit, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { tellBlockedUser } from '../edge-state';
import { revokeSessionsIn } from '../sessions';

/**
 * Suspends an account: from the commit on nothing that it sends is answered, by whatever credential, and all of its
 * sessions are over. Suspending it again changes nothing.
 * @throws ProblemError 404 for an account that is not there
 */
export async function suspendUser(userId: string): Promise<void> {
  await asService('auth.suspend-user', (tx) => suspendUserIn(tx, userId));
}

/** {@link suspendUser} in a service transaction that does more. */
export async function suspendUserIn(tx: Transaction, userId: string): Promise<void> {
  await requireAccount(tx, userId);
  await tx.user.update({ where: { id: userId }, data: { status: 'suspended' } });
  // Told first: of the two, this is what the person is to be told.
  onCommit(tx, () => tellWhetherBlocked(userId));
  await revokeSessionsIn(tx, userId, 'all');
}

/**
 * Lifts a suspension; the person signs in again. An account that is not suspended stays as it is.
 * @throws ProblemError 404 for an account that is not there
 */
export async function reinstateUser(userId: string): Promise<void> {
  await asService('auth.reinstate-user', (tx) => reinstateUserIn(tx, userId));
}

/** {@link reinstateUser} in a service transaction that does more. */
export async function reinstateUserIn(tx: Transaction, userId: string): Promise<void> {
  await requireAccount(tx, userId);
  await tx.user.update({ where: { id: userId }, data: { status: 'active' } });
  onCommit(tx, () => tellWhetherBlocked(userId));
}

/**
 * Tells the edge whether an account is let in. Under the lock of its row: of two who change it at once, the one who tells later
 * tells what holds.
 */
export function tellWhetherBlocked(userId: string): Promise<void> {
  return asService('auth.tell-blocked-user', async (tx) => {
    const [user] = await tx.$queryRaw<{ status: string }[]>`
      select status::text from app.users where id = ${userId}::uuid for no key update`;
    const as = user?.status === 'suspended' ? 'suspended' : 'gone';
    await tellBlockedUser(userId, user?.status !== 'active', as);
  });
}

async function requireAccount(tx: Transaction, userId: string): Promise<void> {
  const [user] = await tx.$queryRaw<{ status: string }[]>`
    select status::text as status from app.users where id = ${userId}::uuid for no key update`;
  if (!user || user.status === 'deleted') throw problems.notFound();
}
