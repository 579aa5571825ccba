import type { Metadata } from 'next';
import { PlansTable } from '@/components/admin/plans/plans-table';
import { PageHeader } from '@/components/ui/page-header';
import { planStandings } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';

export const metadata: Metadata = { title: 'Plans' };

export default function PlansPage() {
  return withRequest(plansPage);
}

async function plansPage() {
  await requireAdminPage();
  const plans = await planStandings();
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Plans"
        description="What each plan gives. A change counts within seconds for everybody who has the plan. Prices are Stripe’s, and are changed there."
      />
      <PlansTable plans={plans} />
    </div>
  );
}
