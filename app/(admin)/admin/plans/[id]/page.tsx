import { ChevronLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PlanEditor } from '@/components/admin/plans/plan-editor';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { planStandings } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';

export const metadata: Metadata = { title: 'Edit plan' };

type PlanPageProps = { params: Promise<{ id: string }> };

export default function PlanPage(props: PlanPageProps) {
  return withRequest(() => planPage(props));
}

async function planPage({ params }: PlanPageProps) {
  await requireAdminPage();
  const { id } = await params;
  const plan = (await planStandings()).find((each) => each.id === id);
  if (!plan) notFound();
  const { inForce } = plan;
  return (
    <div className="grid grid-cols-1 gap-6">
      <div>
        <ButtonLink href="/admin/plans" variant="ghost" size="sm" className="-ml-3">
          <ChevronLeft aria-hidden="true" />
          All plans
        </ButtonLink>
      </div>
      <PageHeader
        title={plan.name}
        description={`The plan of ${inForce.toLocaleString('en-US')} ${inForce === 1 ? 'organization' : 'organizations'} now. Prices, and whether use above a limit is billed, are Stripe’s.`}
      />
      {/* Made anew when the plan was changed: what is typed then is measured against what stands. */}
      <PlanEditor
        key={plan.updatedAt.toISOString()}
        plan={{
          id: plan.id,
          name: plan.name,
          active: plan.active,
          features: plan.features,
          limits: plan.limits,
          rateLimits: plan.rateLimits,
          seen: plan.updatedAt.toISOString(),
        }}
      />
    </div>
  );
}
