import type { ReactNode } from 'react';
import { PaymentBanner } from '@/components/billing/payment-banner';
import { TimeZoneKeeper } from '@/components/notifications/time-zone-keeper';
import { AppShell } from '@/components/shell/app-shell';
import { alertWords } from '@/components/usage/alert-words';
import { offerSentence } from '@/components/usage/plan-offers';
import { UsageBanner } from '@/components/usage/usage-banner';
import { isAdmin } from '@/lib/admin/server';
import { requireIdentityForLayout } from '@/lib/auth/server';
import { canManageBilling, standingOf } from '@/lib/billing';
import { hasFeature } from '@/lib/entitlements';
import { shownPlans } from '@/lib/flags';
import { shellFactsOf } from '@/lib/jobs/notifications';
import { listOrganizations } from '@/lib/organizations';
import { readCatalogue } from '@/lib/plans/server';
import { currentAlerts } from '@/lib/usage';
import { paymentMethodAction } from './account/billing/actions';
import { dismissAlertsAction } from './account/usage/actions';
import { switchOrganizationAction } from './organization/actions';

/** Signed-in pages. Each page still asks who is there itself: a layout is not rendered anew on every navigation. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const [{ principal, secondFactorStep }, { plans }] = await Promise.all([
    requireIdentityForLayout(),
    readCatalogue(),
  ]);
  const nameOf = (id: string) => plans.find((plan) => plan.id === id)?.name ?? id;
  // Nothing of the organization is told to who has yet to set up the second factor that it requires.
  const [standing, told, organizations, showsConsole] = await Promise.all([
    secondFactorStep ? null : standingOf(principal),
    secondFactorStep ? null : shellFactsOf(principal),
    listOrganizations(principal),
    secondFactorStep ? false : isAdmin(principal),
  ]);
  // A debt comes first: one thing at a time, and what is used up can be told again when it is paid.
  const alerts = !standing || standing.debt ? [] : await currentAlerts(principal);
  const isActing = principal.via === 'impersonation';
  // Only who is mailed by it has their zone kept, and never that of who acts as them.
  const keepsTimeZone = told !== null && !isActing && (await hasFeature(principal, 'reminders'));
  const offered = await shownPlans(plans, principal.planId);
  const words = alertWords(alerts, ({ metric }) => offerSentence(offered, principal.planId, metric));
  return (
    <AppShell
      person={{ name: principal.name, email: principal.email, showsConsole }}
      switching={{
        organizationId: principal.organizationId,
        organizationName: principal.organizationName,
        organizations: organizations.map(({ id, name, role, planId }) => ({
          id,
          name,
          role,
          planName: nameOf(planId),
          paid: planId !== 'free',
        })),
        switchTo: switchOrganizationAction,
      }}
      planName={nameOf(principal.planId)}
      paid={principal.planId !== 'free'}
      notifications={{ unread: told?.unread ?? 0, mayMark: !isActing }}
      banner={
        standing?.debt ? (
          <PaymentBanner
            standing={standing}
            planName={nameOf(standing.debt.planId)}
            mayManage={canManageBilling(principal)}
            changeMethod={paymentMethodAction}
          />
        ) : words ? (
          <UsageBanner
            alerts={alerts}
            words={words}
            mayBuy={canManageBilling(principal)}
            dismiss={dismissAlertsAction}
          />
        ) : null
      }
    >
      {keepsTimeZone ? <TimeZoneKeeper saved={told.timeZone} /> : null}
      {children}
    </AppShell>
  );
}
