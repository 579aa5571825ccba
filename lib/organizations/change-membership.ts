import { actorOf, revokeKeysOfMember } from '@/lib/auth';
import type { MembershipRole, Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { changeOrganization, type LockedOrganization } from './change-organization';
import { noteForMember } from './member-notices';
import { readMember, readOwners } from './members';
import { type MemberRefusal, memberChangeRefusal } from './permissions';
import type { Asker } from './reach';
import { recordMember } from './record-member';
import type { Member } from './schema';
import { stopActingFor } from './switch-organization';

/**
 * Gives a member another role.
 * @throws ProblemError 402 `payment_required`, 403 for who may not, 404 for who is not a member and for whom is none, 409
 * where it would leave no owner
 */
export function changeRole(
  asker: Asker,
  organizationId: string,
  userId: string,
  role: MembershipRole,
): Promise<Member> {
  return changeOrganization(
    asker,
    organizationId,
    { action: 'change_roles', affected: [userId] },
    async (tx, organization) => {
      const member = await requireChange(tx, organization, asker, userId, role);
      await tx.membership.update({
        where: { organizationId_userId: { organizationId, userId } },
        data: { role },
      });
      if (role !== member.role)
        await recordMember(tx, asker, {
          action: 'member.role_changed',
          organizationId,
          userId,
          before: { role: member.role },
          after: { role },
        });
      return { ...member, role };
    },
  );
}

/**
 * Ends somebody's membership, and tells them; one's own, too, which is leaving. What they acted by in the organization
 * acts no more from the moment of the commit, because every request asks for the membership, and their keys are
 * revoked, so that they do not come back with them. What they made stays.
 * @throws ProblemError 403 for who may not, 404 for who is not a member and for whom is none, 409 where it would leave no owner
 */
export function removeMember(asker: Asker, organizationId: string, userId: string): Promise<void> {
  const isSelf = userId === asker.userId;
  return changeOrganization(
    asker,
    organizationId,
    { action: isSelf ? null : 'remove_members', affected: [userId] },
    async (tx, organization) => {
      const { role } = await requireChange(tx, organization, asker, userId, null);
      await tx.membership.delete({ where: { organizationId_userId: { organizationId, userId } } });
      await stopActingFor(tx, userId, organizationId);
      await recordMember(tx, asker, {
        action: isSelf ? 'member.left' : 'member.removed',
        organizationId,
        userId,
        before: { role },
      });
      await revokeKeysOfMember(tx, organizationId, userId, actorOf(asker));
      if (!isSelf) await noteForMember(tx, { organizationId, kind: 'removed', userId });
    },
  );
}

/** Ends one's own membership. Errors as of {@link removeMember}. */
export function leaveOrganization(asker: Asker, organizationId: string): Promise<void> {
  return removeMember(asker, organizationId, asker.userId);
}

/**
 * Makes a member the owner in place of who asks, who stays as an admin. All owners are told, the former one included.
 * @throws ProblemError 403 for who is no owner, 404 for who is not a member and for whom is none, 409 for a personal
 * organization and for oneself
 */
export function transferOwnership(asker: Asker, organizationId: string, userId: string): Promise<void> {
  return changeOrganization(
    asker,
    organizationId,
    { action: 'transfer_ownership', affected: [asker.userId, userId] },
    async (tx, organization) => {
      if (userId === asker.userId) throw problems.conflict('You are the owner already.');
      if (organization.kind === 'personal') throw problems.conflict(refusalWords.personal_owner);
      const [from, to] = [
        await readMember(tx, organizationId, asker.userId),
        await readMember(tx, organizationId, userId),
      ];
      if (!from || !to) throw problems.notFound('This person is not a member of the organization.');
      if (!(await canAct(tx, userId)))
        throw problems.conflict('This account cannot own anything at the moment.');
      // The new owner first: at no moment there is none.
      for (const [id, role] of [
        [userId, 'owner'],
        [asker.userId, 'admin'],
      ] as const) {
        await tx.membership.update({
          where: { organizationId_userId: { organizationId, userId: id } },
          data: { role },
        });
      }
      await recordMember(tx, asker, {
        action: 'organization.ownership_transferred',
        organizationId,
        userId,
        before: { owner: from.email, role: to.role },
        after: { owner: to.email, role: 'owner' },
      });
      const owners = await tx.membership.findMany({ where: { organizationId, role: 'owner' } });
      const facts = { from: from.name ?? from.email, to: to.name ?? to.email, toUserId: userId };
      for (const told of new Set([...owners.map((owner) => owner.userId), asker.userId]))
        await noteForMember(tx, { organizationId, kind: 'ownership_transferred', userId: told, facts });
    },
  );
}

// Under the organization's lock: nobody joins, goes or changes between this and what is written.
async function requireChange(
  tx: Transaction,
  { id, kind, role: actor }: LockedOrganization,
  asker: Asker,
  userId: string,
  to: MembershipRole | null,
): Promise<Member> {
  const member = await readMember(tx, id, userId);
  if (!member) throw problems.notFound('This person is not a member of the organization.');
  const owners = await readOwners(tx, id);
  const refusal = memberChangeRefusal({
    actor,
    isSelf: userId === asker.userId,
    from: member.role,
    to,
    otherOwners: owners.filter((owner) => owner !== userId).length,
    isPersonal: kind === 'personal',
    isTheirs: userId === id,
  });
  if (refusal === 'not_allowed') throw problems.forbidden(refusalWords.not_allowed);
  if (refusal) throw problems.conflict(refusalWords[refusal]);
  return member;
}

async function canAct(tx: Transaction, userId: string): Promise<boolean> {
  const able = await tx.user.count({ where: { id: userId, status: 'active', deletionDueAt: null } });
  return able > 0;
}

const refusalWords: Record<MemberRefusal, string> = {
  not_allowed: 'Your role does not allow this.',
  last_owner: 'An organization keeps an owner. Make somebody else an owner first.',
  personal_owner: 'This is somebody’s personal organization: it is theirs for good.',
  one_owner: 'A personal organization has one owner. Others can be its admins.',
};
