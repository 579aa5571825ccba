import type { Principal } from '@/lib/auth';
import { problems } from '@/lib/http';
import { getInvoice } from './invoices';
import { callStripe, isMissing } from './stripe';

/**
 * Where an open invoice is paid: Stripe's own page, which takes another card and asks the bank's question. Asked for
 * each time, because Stripe's addresses run out.
 * @throws ProblemError as of `getInvoice`, 409 `conflict` when nothing is owed, 503 when Stripe does not answer
 */
export async function payInvoice(principal: Principal, id: string): Promise<{ url: string }> {
  await getInvoice(principal, id);
  try {
    const invoice = await callStripe((stripe) => stripe.invoices.retrieve(id));
    if (invoice.status !== 'open' || !invoice.hosted_invoice_url) {
      throw problems.conflict('Nothing is owed for this invoice.');
    }
    return { url: invoice.hosted_invoice_url };
  } catch (error) {
    if (isMissing(error)) throw problems.notFound('Stripe no longer has this invoice.');
    throw error;
  }
}
