import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { offeredMetrics } from '@/components/billing/limit-words';
import { WithSkeleton } from '@/components/shell/with-skeleton';
import { buttonVariants } from '@/components/ui/button-variants';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { AlertSettingsForm } from '@/components/usage/alert-settings-form';
import { offerSentence } from '@/components/usage/plan-offers';
import { QuotaCard } from '@/components/usage/quota-card';
import { UnusedQuotas } from '@/components/usage/unused-quotas';
import { UsageSkeleton } from '@/components/usage/usage-skeleton';
import { isHeldByTrial } from '@/components/usage/usage-words';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { canManageBilling, currentSubscription } from '@/lib/billing';
import { shownPlans } from '@/lib/flags';
import { readCatalogue } from '@/lib/plans/server';
import { alertSettingsOf, quotasOf, USAGE_PERIODS, usageByDay, usageHistory } from '@/lib/usage';
import { saveAlertsAction } from './actions';

export const metadata: Metadata = { title: 'Usage' };

export default function UsagePage() {
  return (
    <WithSkeleton skeleton={<UsageSkeleton />}>
      <Usage />
    </WithSkeleton>
  );
}

function Usage() {
  return withRequest(usage);
}

async function usage() {
  const principal = await requirePrincipal();
  const [quotas, history, settings, { plans }, subscription] = await Promise.all([
    quotasOf(principal),
    usageHistory(principal, { most: USAGE_PERIODS }),
    alertSettingsOf(principal),
    readCatalogue(),
    currentSubscription(principal),
  ]);
  const byDay = await usageByDay(principal, quotas);
  const plan = plans.find(({ id }) => id === principal.planId);
  const offered = await shownPlans(plans, principal.planId);
  const mayManage = canManageBilling(principal);

  // What everybody has to do with is always shown.
  const isUsed = (metric: string) =>
    offeredMetrics.some((each) => each === metric) ||
    quotas.some((quota) => quota.metric === metric && (quota.used > 0 || quota.reserved > 0)) ||
    history.some((period) => period.metric === metric) ||
    [...byDay].some(([of, days]) => of === metric && days.some(({ quantity }) => quantity !== 0));
  const used = quotas.filter(({ metric }) => isUsed(metric));
  const unused = quotas.filter(({ metric }) => !isUsed(metric));
  // Without a limit, and with one of nothing, there is no share that could be told.
  const alerting = settings.filter(({ metric }) =>
    quotas.some((quota) => quota.metric === metric && quota.limit),
  );

  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader
        title="Usage"
        description={`How much of the ${plan?.name ?? principal.planId} plan is used. All days are UTC.`}
        actions={
          <>
            <CsvLink by="period" label="Periods" />
            <CsvLink by="day" label="Days" />
          </>
        }
      />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        {used.map((quota) => (
          <QuotaCard
            key={quota.metric}
            quota={quota}
            days={byDay.get(quota.metric) ?? []}
            history={history.filter(({ metric }) => metric === quota.metric)}
            offer={offerSentence(offered, principal.planId, quota.metric)}
            inTrial={isHeldByTrial(quota, plan, subscription)}
            mayBuy={mayManage}
          />
        ))}
      </div>
      <UnusedQuotas quotas={unused} />
      {alerting.length > 0 ? (
        <Section
          title="Alerts"
          description="At 80%, 100% and 120% of a limit owners get one mail, and everybody in the organization sees a banner."
          className="border-t pt-8"
        >
          <AlertSettingsForm
            used={alerting.filter(({ metric }) => isUsed(metric))}
            unused={alerting.filter(({ metric }) => !isUsed(metric))}
            mayChange={mayManage}
            action={saveAlertsAction}
          />
        </Section>
      ) : null}
    </div>
  );
}

function CsvLink({ by, label }: { by: 'period' | 'day'; label: string }) {
  return (
    // Not a Link: it leads out of the application, to a file.
    <a
      href={`/api/billing/usage/export?by=${by}`}
      download
      aria-label={`Download ${label.toLowerCase()} as CSV`}
      className={buttonVariants({ variant: 'secondary', size: 'sm' })}
    >
      <Download aria-hidden="true" />
      {label} (CSV)
    </a>
  );
}
