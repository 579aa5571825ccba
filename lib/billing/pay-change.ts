import type { Principal } from '@/lib/auth';
import { asTenant } from '@/lib/db';
import { problems } from '@/lib/http';
import { liveSubscription } from './current-subscription';
import { requireBillingManager } from './require-billing-manager';
import { unpaidChangeInvoices } from './waiting-change';

/**
 * Where the change that waits for its payment can be paid, by a card or by the bank's confirmation.
 * @throws ProblemError 403 unless owner or admin, 409 `conflict` when none waits, 503 when Stripe does not answer
 */
export async function payChange(principal: Principal): Promise<{ url: string }> {
  requireBillingManager(principal);
  const row = await asTenant(principal, (tx) => liveSubscription(tx, principal.organizationId));
  const [invoice] = row ? await unpaidChangeInvoices(row.id) : [];
  if (!invoice?.hosted_invoice_url) throw problems.conflict('No change is waiting for a payment.');
  return { url: invoice.hosted_invoice_url };
}
