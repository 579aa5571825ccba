import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CancelForm } from '@/components/billing/cancel-form';
import {
  cancellationEffects,
  endingEffects,
  isCancellable,
  restWords,
} from '@/components/billing/cancellation-words';
import { offeredMetrics } from '@/components/billing/limit-words';
import { overageWords } from '@/components/billing/overage-words';
import { longDate } from '@/components/billing/subscription-words';
import { PageHeader } from '@/components/ui/page-header';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { canManageBilling, currentSubscription, lifetimeGrants } from '@/lib/billing';
import { limitWords } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { cancelAction } from '../actions';

export const metadata: Metadata = { title: 'Cancel the plan' };

export default function CancelPage() {
  return withRequest(cancelPage);
}

async function cancelPage() {
  const principal = await requirePrincipal();
  const [subscription, [owned], { plans }] = await Promise.all([
    currentSubscription(principal),
    lifetimeGrants(principal),
    readCatalogue(),
  ]);
  // What there is to do instead is told there.
  if (!subscription || !isCancellable(subscription) || !canManageBilling(principal))
    redirect('/account/billing');
  const plan = plans.find(({ id }) => id === subscription.planId);
  const planName = plan?.name ?? subscription.planId;
  const billsUse = plan !== undefined && overageWords(plan) !== null;
  // A personal organization has its person's name, and nobody else to think of.
  const isShared = principal.organizationId !== principal.userId;
  const left = plans.find(({ id }) => id === (owned?.planId ?? 'free'));
  const leftLimits = offeredMetrics
    .flatMap((metric) => {
      const limit = left?.limits[metric]?.limit;
      return limit === undefined ? [] : [limitWords(metric, limit).toLowerCase()];
    })
    .join(', ');
  const after = { planName, billsUse, leftName: owned && left ? left.name : null, leftLimits };

  return (
    <div className="grid max-w-xl grid-cols-1 gap-6">
      <PageHeader
        title={`Cancel ${planName}`}
        description={isShared ? `For everybody in ${principal.organizationName}.` : undefined}
      />
      <CancelForm
        action={cancelAction}
        planName={planName}
        lastDay={longDate(subscription.currentPeriodEnd)}
        effects={{
          period_end: cancellationEffects(subscription, after),
          now: endingEffects(subscription, after),
        }}
        rest={restWords(subscription)}
      />
    </div>
  );
}
