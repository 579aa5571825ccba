import { type MemberChange, mayDo, memberChangeRefusal, roles } from '@/lib/organizations/permissions';
import type { Member } from '@/lib/organizations/schema';

type Role = Member['role'];

/** Who looks at the members, and of what. */
export type Viewing = {
  userId: string;
  role: Role;
  organization: { id: string; kind: 'personal' | 'team' };
  /** The owners who can act. */
  owners: readonly string[];
};

/** What can be done with a member. The server decides again. */
export type MemberOptions = {
  /** The roles that can be given, the present one included. */
  roles: Role[];
  mayRemove: boolean;
  mayLeave: boolean;
  mayReceiveOwnership: boolean;
};

/** By the same table as the server's: nothing is offered that it would refuse. */
export function memberOptions(
  member: Pick<Member, 'userId' | 'role'>,
  { userId, role: actor, organization, owners }: Viewing,
): MemberOptions {
  const isSelf = member.userId === userId;
  const change = (to: Role | null): MemberChange => ({
    actor,
    isSelf,
    from: member.role,
    to,
    otherOwners: owners.filter((owner) => owner !== member.userId).length,
    isPersonal: organization.kind === 'personal',
    isTheirs: member.userId === organization.id,
  });
  const mayEnd = memberChangeRefusal(change(null)) === null;
  return {
    roles: roles.filter((to) => to === member.role || memberChangeRefusal(change(to)) === null),
    mayRemove: !isSelf && mayEnd,
    mayLeave: isSelf && mayEnd,
    mayReceiveOwnership:
      !isSelf &&
      organization.kind === 'team' &&
      member.role !== 'owner' &&
      mayDo(actor, 'transfer_ownership'),
  };
}
