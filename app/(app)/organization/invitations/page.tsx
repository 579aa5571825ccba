import { MailOpen } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { InvitationList } from '@/components/organization/invitation-list';
import { EmptyState } from '@/components/ui/empty-state';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { listInvitations, mayDo } from '@/lib/organizations';
import { invitingIn } from '../inviting';
import { OrganizationPage } from '../organization-page';

export const metadata: Metadata = { title: 'Invitations' };

export default function InvitationsPage() {
  return withRequest(invitationsPage);
}

async function invitationsPage() {
  const principal = await requirePrincipal();
  if (!mayDo(principal.role, 'see_invitations')) redirect('/organization');
  const { organizationId } = principal;
  const [inviting, { invitations }] = await Promise.all([
    invitingIn(principal),
    listInvitations(principal, organizationId, { limit: 100 }),
  ]);
  return (
    <OrganizationPage principal={principal} inviting={inviting} isAboutPeople>
      {invitations.length > 0 ? (
        <InvitationList organizationId={organizationId} invitations={invitations} />
      ) : (
        <EmptyState
          icon={MailOpen}
          title="No open invitations"
          description="Whoever you invite is here until they accept. The link in their mail works for a week."
        />
      )}
    </OrganizationPage>
  );
}
