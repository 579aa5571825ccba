import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AccountAlerts } from '@/components/admin/user/account-alerts';
import { AccountHead } from '@/components/admin/user/account-head';
import { ActionsSection } from '@/components/admin/user/actions-section';
import { BillingSection } from '@/components/admin/user/billing-section';
import { deletionNote } from '@/components/admin/user/deletion-note';
import { EntitlementsSection } from '@/components/admin/user/entitlements-section';
import { EventsSection } from '@/components/admin/user/events-section';
import { ImpersonateDialog } from '@/components/admin/user/impersonate-dialog';
import { KeysSection } from '@/components/admin/user/keys-section';
import { NotesSection } from '@/components/admin/user/notes-section';
import { OrganizationsSection } from '@/components/admin/user/organizations-section';
import { SectionNav } from '@/components/admin/user/section-nav';
import { SessionsSection } from '@/components/admin/user/sessions-section';
import { UsageSection } from '@/components/admin/user/usage-section';
import { ButtonLink } from '@/components/ui/button-link';
import { type AccountUser, eventKinds, readAccount } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { type Admin, listSupportVisits } from '@/lib/auth';
import { withRequest } from '@/lib/auth/server';
import { customerPage } from '@/lib/billing';
import { ProblemError } from '@/lib/http';
import type { PlanId } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { actAsAction } from '../../acting/actions';

export const metadata: Metadata = { title: 'User' };

type UserPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default function UserPage(props: UserPageProps) {
  return withRequest(() => userPage(props));
}

async function userPage({ params, searchParams }: UserPageProps) {
  const admin = await requireAdminPage();
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const view = viewSchema.parse(await searchParams);
  const [account, visits, { plans }] = await Promise.all([
    accountOr404(id.data, view),
    listSupportVisits({ userId: id.data }),
    readCatalogue(),
  ]);
  const { user, organizations, organizationId, subscription, quotas, sessions, apiKeys, notes, events } =
    account;

  const planNameOf = (planId: PlanId) => plans.find((plan) => plan.id === planId)?.name ?? planId;
  const shown = organizations.find((organization) => organization.id === organizationId);
  const acting = organizations.find((organization) => organization.id === user.organizationId);
  const hrefTo = (other: Partial<View>) => hrefOf(id.data, { ...view, ...other });

  return (
    <div className="grid grid-cols-1 gap-6">
      <AccountHead
        user={user}
        planName={planNameOf(acting?.planId ?? 'free')}
        actions={
          <>
            {mayBeActedAs(admin, user) ? <ImpersonateDialog person={user} actAs={actAsAction} /> : null}
            <ButtonLink href="#actions" variant="secondary">
              Actions
            </ButtonLink>
          </>
        }
      />
      <AccountAlerts user={user} />
      <SectionNav />
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <OrganizationsSection
            organizations={organizations.map((organization) => ({
              ...organization,
              planName: planNameOf(organization.planId),
              customerHref: organization.stripeCustomerId && customerPage(organization.stripeCustomerId),
            }))}
            shownId={organizationId}
            hrefOf={(other) => hrefTo({ organization: other })}
          />
          {shown ? (
            <>
              <BillingSection
                organizationName={shown.name}
                planName={planNameOf(shown.planId)}
                subscribedPlanName={subscription && planNameOf(subscription.planId)}
                subscription={subscription}
              />
              <EntitlementsSection organizationId={shown.id} />
              <UsageSection organization={shown} quotas={quotas} />
            </>
          ) : null}
          <SessionsSection userId={user.id} sessions={sessions} visits={visits} now={new Date()} />
          <KeysSection userId={user.id} keys={apiKeys} />
          <EventsSection
            userId={user.id}
            events={events}
            only={view.events}
            hrefOf={(only) => `${hrefTo({ events: only })}#events`}
          />
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <NotesSection userId={user.id} notes={notes} />
          <ActionsSection
            user={user}
            untouchable={untouchableWords(admin, user)}
            deletionNote={deletionNote(organizations)}
          />
        </div>
      </div>
    </div>
  );
}

// As `startActingIn` has it, which decides.
function mayBeActedAs(admin: Admin, { id, status, platformRole, deletionDueAt }: AccountUser): boolean {
  return id !== admin.userId && status === 'active' && platformRole !== 'superadmin' && !deletionDueAt;
}

const viewSchema = z.object({
  organization: z.uuid().optional().catch(undefined),
  events: z.enum(eventKinds).optional().catch(undefined),
});
type View = z.infer<typeof viewSchema>;

function hrefOf(id: string, view: View): string {
  const query = new URLSearchParams(
    Object.entries(view).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
  ).toString();
  return `/admin/users/${id}${query ? `?${query}` : ''}`;
}

async function accountOr404(id: string, { organization, events }: View) {
  try {
    return await readAccount(id, { organizationId: organization, events });
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) notFound();
    throw error;
  }
}

function untouchableWords(admin: Admin, { id, platformRole }: AccountUser): string | null {
  if (id === admin.userId) return 'This is your own account: another admin would have to do it.';
  return platformRole === 'superadmin'
    ? 'An admin can neither be suspended nor deleted here. An operator takes the role away first.'
    : null;
}
