import type { Metadata } from 'next';
import { TextLink } from '@/components/auth/text-link';
import { MemberList } from '@/components/organization/member-list';
import { ButtonLink } from '@/components/ui/button-link';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { getOrganization, listMembers, listOwners, mayDo } from '@/lib/organizations';
import { invitingIn } from './inviting';
import { OrganizationPage } from './organization-page';

export const metadata: Metadata = { title: 'Members' };

type MembersPageProps = { searchParams: Promise<{ after?: string | string[] }> };

export default function MembersPage(props: MembersPageProps) {
  return withRequest(() => membersPage(props));
}

async function membersPage({ searchParams }: MembersPageProps) {
  const principal = await requirePrincipal();
  const { after } = await searchParams;
  const cursor = typeof after === 'string' && after !== '' ? after : undefined;
  const { organizationId, userId, role } = principal;
  const [inviting, { members, nextCursor }, organization, owners] = await Promise.all([
    invitingIn(principal),
    listMembers(principal, organizationId, { limit: 100, cursor }),
    getOrganization(principal, organizationId),
    listOwners(principal, organizationId),
  ]);
  return (
    <OrganizationPage principal={principal} inviting={inviting} isAboutPeople>
      <MemberList members={members} viewing={{ userId, role, organization, owners }} />
      {members.length === 1 && !cursor && mayDo(role, 'invite') ? (
        <p className="max-w-prose text-muted-foreground text-sm">
          Nobody else is here yet. Whoever you invite works on the same jobs, under the same plan.
          {organization.kind === 'personal' ? (
            <>
              {' '}
              To keep your own apart, <TextLink href="/organization/new">make an organization</TextLink> for
              it.
            </>
          ) : null}
        </p>
      ) : null}
      {cursor || nextCursor ? (
        <div className="flex flex-wrap gap-2">
          {cursor ? (
            <ButtonLink href="/organization" variant="secondary">
              First page
            </ButtonLink>
          ) : null}
          {nextCursor ? (
            <ButtonLink href={`/organization?after=${nextCursor}`} variant="secondary">
              Next page
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
    </OrganizationPage>
  );
}
