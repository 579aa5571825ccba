import { redirect } from 'next/navigation';
import { requirePayer, withRequest } from '@/lib/auth/server';
import { refreshBilling } from '@/lib/billing';

/**
 * Where Stripe's portal leads back to. Whoever comes from there expects to see what was changed there, however late
 * the webhook is. Before any page, because page and frame both tell the plan and must tell the same.
 */
export function GET(): Promise<never> {
  return withRequest(async () => {
    await refreshBilling(await requirePayer());
    redirect('/account/billing');
  });
}
