import type { Metadata } from 'next';
import { TextLink } from '@/components/auth/text-link';
import { LeaveButton } from '@/components/organization/leave-button';
import { memberOptions } from '@/components/organization/member-options';
import { NameForm } from '@/components/organization/name-form';
import { SecondFactorForm } from '@/components/organization/second-factor-form';
import { Badge } from '@/components/ui/badge';
import { Section } from '@/components/ui/section';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { getOrganization, listOwners, mayDo } from '@/lib/organizations';
import { renameOrganizationAction, requireSecondFactorAction } from '../actions';
import { invitingIn } from '../inviting';
import { OrganizationPage } from '../organization-page';

export const metadata: Metadata = { title: 'Organization settings' };

export default function SettingsPage() {
  return withRequest(settingsPage);
}

async function settingsPage() {
  const principal = await requirePrincipal();
  const { organizationId, userId, role } = principal;
  const [inviting, organization, owners] = await Promise.all([
    invitingIn(principal),
    getOrganization(principal, organizationId),
    listOwners(principal, organizationId),
  ]);
  const { id, name, kind, requiresSecondFactor } = organization;
  const mayRename = mayDo(role, 'rename');
  const mayRequire = mayDo(role, 'require_second_factor');
  const { mayLeave } = memberOptions({ userId, role }, { userId, role, organization, owners });
  return (
    <OrganizationPage principal={principal} inviting={inviting} isAboutPeople={false}>
      <div className="grid gap-8">
        {mayRename ? (
          <Section title="Name" description="It is on invoices and in invitations.">
            <NameForm
              key={id}
              action={renameOrganizationAction}
              organization={{ id, name }}
              submitLabel="Save"
            />
          </Section>
        ) : null}
        <Section
          title={
            <span className="flex items-center gap-2">
              Two-factor sign-in
              <Badge tone={requiresSecondFactor ? 'success' : 'outline'}>
                {requiresSecondFactor ? 'Required' : 'Optional'}
              </Badge>
            </span>
          }
          description={
            requiresSecondFactor
              ? 'Whoever acts for this organization signs in with a second factor, and sets one up if they have none.'
              : 'Members may sign in with a second factor, and do not have to.'
          }
          className={mayRename ? 'border-t pt-8' : ''}
        >
          {mayRequire ? (
            <SecondFactorForm
              key={id}
              action={requireSecondFactorAction}
              organizationId={id}
              isRequired={requiresSecondFactor}
            />
          ) : null}
        </Section>
        {kind === 'personal' && userId === id ? null : (
          <Section
            title="Leave"
            description="What you saved stays with the organization."
            className="border-t pt-8"
          >
            {mayLeave ? (
              <LeaveButton organization={{ id, name }} />
            ) : (
              <p className="text-muted-foreground text-sm">
                You are its only owner. <TextLink href="/organization">Make another member an owner</TextLink>{' '}
                first, or pass the ownership on.
              </p>
            )}
          </Section>
        )}
      </div>
    </OrganizationPage>
  );
}
