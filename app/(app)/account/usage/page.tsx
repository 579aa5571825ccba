import type { Metadata } from 'next';
import { isOffered } from '@/components/billing/limit-words';
import { QuotaCard } from '@/components/billing/quota-card';
import { PageHeader } from '@/components/ui/page-header';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { canManageBilling } from '@/lib/billing';
import { nextPlanFor } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { quotasOf } from '@/lib/usage';

export const metadata: Metadata = { title: 'Usage' };

export default function UsagePage() {
  return withRequest(usagePage);
}

async function usagePage() {
  const principal = await requirePrincipal();
  const [quotas, { plans }] = await Promise.all([quotasOf(principal), readCatalogue()]);
  const planName = plans.find((plan) => plan.id === principal.planId)?.name ?? principal.planId;

  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title="Usage" description={`How much of the ${planName} plan is used.`} />
      <div className="grid gap-4 lg:grid-cols-2">
        {quotas.map((quota) => {
          const { metric } = quota;
          if (!isOffered(metric)) return null;
          const next = nextPlanFor(plans, principal.planId, metric);
          return (
            <QuotaCard
              key={metric}
              quota={{ ...quota, metric }}
              nextPlan={next ? { planId: next.id, name: next.name, limit: next.limits[metric].limit } : null}
              mayBuy={canManageBilling(principal)}
            />
          );
        })}
      </div>
    </div>
  );
}
