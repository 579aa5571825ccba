import { asService, type MembershipRole, type OrganizationKind } from '@/lib/db';

/** An organization as one of its members sees it. */
export type MyOrganization = { id: string; name: string; kind: OrganizationKind; role: MembershipRole };

/** All organizations that a user is a member of, the oldest first, which is the personal one. */
export async function organizationsOf(userId: string): Promise<MyOrganization[]> {
  // Service work: a tenant's own view ends at one organization.
  const memberships = await asService('organizations.of-user', (tx) =>
    tx.membership.findMany({
      where: { userId },
      orderBy: [{ organization: { createdAt: 'asc' } }, { organizationId: 'asc' }],
      select: { role: true, organization: { select: { id: true, name: true, kind: true } } },
    }),
  );
  return memberships.map(({ role, organization }) => ({ ...organization, role }));
}
