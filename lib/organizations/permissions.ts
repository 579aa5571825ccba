import type { MembershipRole } from '@/lib/db/generated/enums';

/** What can be done in an organization. What its jobs and documents are concerned, a viewer may look and all others write. */
export type OrganizationAction = keyof typeof allowed;

/** Why somebody's membership is not changed. */
export type MemberRefusal = 'not_allowed' | 'last_owner' | 'personal_owner' | 'one_owner';

/** A change of somebody's membership, and what it is judged by. */
export type MemberChange = {
  /** Role of who asks. */
  actor: MembershipRole;
  /** Whether who asks is the member. */
  isSelf: boolean;
  /** The member's role before, and afterwards; null is to be no member any more. */
  from: MembershipRole;
  to: MembershipRole | null;
  /** How many other owners there are who can act: neither suspended nor about to go. */
  otherOwners: number;
  /** Whether the organization is personal, and whether it is the member's own. */
  isPersonal: boolean;
  isTheirs: boolean;
};

/** Every role, the mightiest first. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const satisfies readonly MembershipRole[];

/** The roles that an invitation can give. */
export const invitedRoles = ['admin', 'member', 'viewer'] as const;

/**
 * Who may do what in an organization. The one table: handlers, actions, pages and billing ask it through
 * {@link mayDo}, always with the role that the database says, and what writes does so under the organization's lock.
 * Whom it may be done to is said by {@link memberChangeRefusal}: owners are the business of owners.
 */
const allowed = {
  see_members: ['owner', 'admin', 'member', 'viewer'],
  see_invitations: ['owner', 'admin'],
  invite: ['owner', 'admin'],
  revoke_invitations: ['owner', 'admin'],
  change_roles: ['owner', 'admin'],
  remove_members: ['owner', 'admin'],
  rename: ['owner', 'admin'],
  require_second_factor: ['owner', 'admin'],
  manage_billing: ['owner', 'admin'],
  transfer_ownership: ['owner'],
  see_audit_log: ['owner'],
} as const satisfies Record<string, readonly MembershipRole[]>;

/** What has to wait while a payment is overdue; what lets somebody go, or takes something back, never has to. */
const waitsForPayment: readonly OrganizationAction[] = ['invite', 'change_roles', 'rename'];

/** Whether a role may do something at all. */
export function mayDo(role: MembershipRole, action: OrganizationAction): boolean {
  const those: readonly MembershipRole[] = allowed[action];
  return those.includes(role);
}

/** Whether something has to wait while the organization is read-only for want of payment. */
export function isPaymentAwaited(action: OrganizationAction): boolean {
  return waitsForPayment.includes(action);
}

/** Whether an actor may give somebody this role: what is up to their own, and ownership by owners alone. */
export function mayGive(actor: MembershipRole, role: MembershipRole): boolean {
  return mayDo(actor, 'change_roles') && (role !== 'owner' || actor === 'owner');
}

/**
 * Why a change of role or the end of a membership is refused; null when it is not.
 *
 * | who | may |
 * | --- | --- |
 * | owner | give any role to anybody and remove anybody, themselves included, while another owner stays |
 * | admin | give the roles admin, member and viewer to everybody but owners, and remove them |
 * | anybody | leave |
 *
 * A personal organization has one owner, the person whose it is, and that is never changed.
 */
export function memberChangeRefusal(change: MemberChange): MemberRefusal | null {
  const { actor, isSelf, from, to, otherOwners, isPersonal, isTheirs } = change;
  const isLeaving = isSelf && to === null;
  if (!isLeaving) {
    if (!mayDo(actor, to === null ? 'remove_members' : 'change_roles')) return 'not_allowed';
    if (from === 'owner' && actor !== 'owner') return 'not_allowed';
    if (to !== null && !mayGive(actor, to)) return 'not_allowed';
  }
  if (isPersonal && isTheirs && to !== 'owner') return 'personal_owner';
  if (isPersonal && !isTheirs && to === 'owner') return 'one_owner';
  if (from === 'owner' && to !== 'owner' && otherOwners === 0) return 'last_owner';
  return null;
}
