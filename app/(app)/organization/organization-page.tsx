import type { ReactNode } from 'react';
import { InvitePeople, type InvitePeopleProps } from '@/components/organization/invite-people';
import { OrganizationTabs } from '@/components/organization/organization-tabs';
import { roleWords } from '@/components/organization/role-words';
import { SeatLine } from '@/components/organization/seat-line';
import { PageHeader } from '@/components/ui/page-header';
import type { Principal } from '@/lib/auth';
import { mayDo } from '@/lib/organizations';

type OrganizationPageProps = {
  principal: Principal;
  inviting: InvitePeopleProps;
  /** Whether this page is about who belongs to the organization, and how many can. */
  isAboutPeople: boolean;
  children: ReactNode;
};

/** The frame of the organization's pages: whose it is, what one is in it, seats, tabs. */
export function OrganizationPage({ principal, inviting, isAboutPeople, children }: OrganizationPageProps) {
  const { role, organizationName } = principal;
  const maySee = mayDo(role, 'see_invitations');
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={<span className="wrap-anywhere">{organizationName}</span>}
        description={`You are its ${roleWords[role].label.toLowerCase()}.`}
        actions={isAboutPeople && mayDo(role, 'invite') ? <InvitePeople {...inviting} /> : null}
      />
      <OrganizationTabs invitations={maySee ? inviting.seats.held : null} />
      {isAboutPeople ? <SeatLine seats={inviting.seats} /> : null}
      {children}
    </div>
  );
}
