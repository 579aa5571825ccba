import { onCommit, type Transaction } from '@/lib/db';
import { revokeSessionsIn } from '../sessions';
import { tellWhetherBlocked } from './suspend-user';

/**
 * Holds the user of an account at Supabase until `tx` ends, before anything else of the account is held: what Supabase
 * changes of it reaches ours by triggers, in this order.
 * Precondition: `tx` is service work.
 */
export async function holdAuthUser(tx: Transaction, userId: string): Promise<void> {
  await tx.$queryRaw`select app.hold_auth_user(${userId}::uuid)`;
}

/**
 * Takes the address of an account from it, ends its sessions and has the edge let nothing of it pass, once `tx` has
 * committed. The address is free at that moment: whoever has the mailbox may sign up with it, also by the same Google
 * account. The password is kept.
 * Precondition: `tx` holds the user, see {@link holdAuthUser}, and makes the account a deleted one.
 */
export async function freeAddress(tx: Transaction, userId: string): Promise<void> {
  await tx.$queryRaw`select app.free_address(${userId}::uuid)::text`;
  onCommit(tx, () => tellWhetherBlocked(userId));
  await revokeSessionsIn(tx, userId, 'all');
}

/**
 * Gives an account its address back.
 * Precondition: as of {@link freeAddress}; `tx` makes the account one that is there again.
 * @returns false where another account has the address by now
 */
export async function takeAddressBack(tx: Transaction, userId: string, email: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ taken: boolean }[]>`
    select app.take_address_back(${userId}::uuid, ${email}) as taken`;
  onCommit(tx, () => tellWhetherBlocked(userId));
  return row?.taken ?? false;
}

/**
 * Confirms the address of an account, as following the mailed link does. At Supabase by its table and not by its API: so
 * the account is confirmed if and only if `tx` commits, whatever else it does.
 * @returns false where it is confirmed already, or has no address
 */
export async function confirmAddress(tx: Transaction, userId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ confirmed: boolean }[]>`
    select app.confirm_address(${userId}::uuid) as confirmed`;
  return row?.confirmed ?? false;
}
