import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import type { Principal } from '../principal';

/** Whether a role rules over the API keys of its organization. The database is asked again for everything that is done. */
export function canManageKeys({ role }: Pick<Principal, 'role'>): boolean {
  return role === 'owner' || role === 'admin';
}

/**
 * Lets pass who may see and rule over the organization's API keys: its owners and admins, as the database says now. Keeps
 * the role as it is until the transaction ends, so that whoever loses it at this moment does so before or after.
 * @returns whether an overdue payment keeps the organization from beginning anything new
 * @throws ProblemError 403 for members, viewers and strangers
 */
export async function requireKeyManager(
  tx: Transaction,
  { userId, organizationId }: Pick<Principal, 'userId' | 'organizationId'>,
): Promise<{ owes: boolean }> {
  const [member] = await tx.$queryRaw<{ role: Principal['role']; owes: boolean }[]>`
    select m.role::text as role, app.is_read_only(m.organization_id) as owes
    from app.memberships m
    where m.organization_id = ${organizationId}::uuid and m.user_id = ${userId}::uuid
    for share of m`;
  if (!member || !canManageKeys(member))
    throw problems.forbidden('Only owners and admins of the organization manage its API keys.');
  return { owes: member.owes };
}
