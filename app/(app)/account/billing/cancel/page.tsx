import { Check } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CancelForm } from '@/components/billing/cancel-form';
import { cancellationEffects, isCancellable } from '@/components/billing/cancellation-words';
import { limitWords, offeredMetrics } from '@/components/billing/limit-words';
import { Card, CardBody } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { canManageBilling, currentSubscription } from '@/lib/billing';
import { readCatalogue } from '@/lib/plans/server';
import { cancelAction } from '../actions';

export const metadata: Metadata = { title: 'Cancel the plan' };

export default function CancelPage() {
  return withRequest(cancelPage);
}

async function cancelPage() {
  const principal = await requirePrincipal();
  const [subscription, { plans }] = await Promise.all([currentSubscription(principal), readCatalogue()]);
  // What there is to do instead is told there.
  if (!subscription || !isCancellable(subscription) || !canManageBilling(principal))
    redirect('/account/billing');
  const planName = plans.find(({ id }) => id === subscription.planId)?.name ?? subscription.planId;
  // A personal organization has its person's name, and nobody else to think of.
  const isShared = principal.organizationId !== principal.userId;
  const limits = plans.find(({ id }) => id === 'free')?.limits;
  const freeLimits = offeredMetrics
    .flatMap((metric) => {
      const limit = limits?.[metric]?.limit;
      return limit === undefined ? [] : [limitWords(metric, limit).toLowerCase()];
    })
    .join(', ');

  return (
    <div className="grid max-w-xl grid-cols-1 gap-6">
      <PageHeader
        title={`Cancel ${planName}`}
        description={isShared ? `For everybody in ${principal.organizationName}.` : undefined}
      />
      <Card>
        <CardBody>
          <ul aria-label="What happens" className="grid gap-2.5">
            {cancellationEffects(subscription, { planName, freeLimits }).map((effect) => (
              <li key={effect} className="flex items-start gap-2.5">
                <Check aria-hidden="true" className="mt-0.75 size-4 shrink-0 text-muted-foreground" />
                {effect}
              </li>
            ))}
          </ul>
        </CardBody>
      </Card>
      <CancelForm action={cancelAction} planName={planName} />
    </div>
  );
}
