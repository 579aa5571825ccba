import type { Principal } from '@/lib/auth';
import { asTenant } from '@/lib/db';
import { problems } from '@/lib/http';
import { liveSubscription } from './current-subscription';
import { requireBillingManager } from './require-billing-manager';
import { unpaidChangeInvoices } from './waiting-change';

/**
 * The invoice that has to be paid for the change that waits to be made.
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` when none waits, 503 when Stripe does not answer
 */
export async function unpaidChange(principal: Principal): Promise<{ invoiceId: string }> {
  requireBillingManager(principal);
  const row = await asTenant(principal, (tx) => liveSubscription(tx, principal.organizationId));
  const [invoice] = row ? await unpaidChangeInvoices(row.id) : [];
  if (!invoice) throw problems.conflict('No change is waiting for a payment.');
  return { invoiceId: invoice.id };
}
