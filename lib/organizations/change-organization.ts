import { asService, type MembershipRole, type OrganizationKind, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { isPaymentAwaited, mayDo, type OrganizationAction } from './permissions';
import { type Asker, requireReach } from './reach';

/** An organization that nobody else changes at the moment, and what who asks is in it. */
export type LockedOrganization = {
  id: string;
  name: string;
  kind: OrganizationKind;
  role: MembershipRole;
  requiresSecondFactor: boolean;
  readOnly: boolean;
};

/**
 * Does `work` while nobody else changes who belongs to the organization: what it reads through `tx` stays true until it has
 * written, so that of two last owners who leave at once one finds the other gone.
 * @param action what the role must allow; null for what everybody may do for themselves
 * @param affected users whose memberships `work` changes
 * @throws ProblemError 404 for who is not a member, 403 for who may not, 402 `payment_required` for what waits for a payment
 */
export function changeOrganization<T>(
  asker: Asker,
  organizationId: string,
  { action, affected = [] }: { action: OrganizationAction | null; affected?: readonly string[] },
  work: (tx: Transaction, organization: LockedOrganization) => Promise<T>,
): Promise<T> {
  requireReach(asker, organizationId);
  return asService(`organizations.${action ?? 'own_membership'}`, async (tx) => {
    if (affected.length > 0) await lockMemberships(tx, organizationId, affected);
    const { role, ...organization } = await lockOrganization(tx, organizationId, asker.userId);
    if (!role) throw problems.notFound();
    if (action !== null && !mayDo(role, action)) throw problems.forbidden(forbiddenWords[action]);
    if (action !== null && organization.readOnly && isPaymentAwaited(action))
      throw problems.paymentRequired();
    return work(tx, { ...organization, role });
  });
}

/**
 * Keeps everybody else from changing who belongs to an organization until `tx` ends.
 * @returns `role` null for a user who is not a member
 * @throws ProblemError 404 when there is no such organization
 */
export async function lockOrganization(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<Omit<LockedOrganization, 'role'> & { role: MembershipRole | null }> {
  const [row] = await tx.$queryRaw<Row[]>`
    select name, kind::text as kind, role::text as role, requires_second_factor as "requiresSecondFactor",
           read_only as "readOnly"
    from app.lock_organization(${organizationId}::uuid, ${userId}::uuid)`;
  if (!row) throw problems.notFound();
  return { id: organizationId, ...row };
}

// Before the lock on usage, as everybody does who holds on to a role, or to a key, and then counts something: the other way
// round the two would wait for each other.
async function lockMemberships(tx: Transaction, organizationId: string, userIds: readonly string[]) {
  await tx.$queryRaw`
    select m.user_id::text from app.memberships m
    where m.organization_id = ${organizationId}::uuid and m.user_id = any (${[...userIds]}::uuid[])
    order by m.user_id for update`;
  await tx.$queryRaw`
    select k.id::text from app.api_keys k
    where k.organization_id = ${organizationId}::uuid and k.created_by = any (${[...userIds]}::uuid[])
      and k.revoked_at is null
    order by k.id for update`;
}

type Row = Omit<LockedOrganization, 'id' | 'role'> & { role: MembershipRole | null };

/** How it is told that a role does not allow something. */
export const forbiddenWords: Record<OrganizationAction, string> = {
  see_members: 'You may not see who belongs to this organization.',
  see_invitations: 'Only owners and admins can see invitations.',
  invite: 'Only owners and admins can invite people.',
  revoke_invitations: 'Only owners and admins can withdraw invitations.',
  change_roles: 'Only owners and admins can change roles.',
  remove_members: 'Only owners and admins can remove members.',
  rename: 'Only owners and admins can rename this organization.',
  require_second_factor: 'Only owners and admins can change how members have to sign in.',
  manage_billing: 'Only owners and admins of this organization can change its plan and billing.',
  transfer_ownership: 'Only an owner can pass on the ownership.',
  see_audit_log: 'Only owners of this organization can see its audit log.',
};
