import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import { asTenant } from '@/lib/db';
import { problems } from '@/lib/http';
import { liveSubscription } from './current-subscription';
import { requireBillingManager } from './require-billing-manager';
import { callStripe, isMissing, isRefusedWith } from './stripe';

/** The invoice that comes next, as it stands now. Amounts are in minor units of `currency`. */
export const upcomingInvoiceSchema = z.object({
  currency: z.string(),
  total: z.int(),
  amountDue: z.int().describe('What will be charged, after credit.'),
  date: z.iso.datetime().describe('When it is made.'),
  lines: z.array(
    z.object({ description: z.string().nullable(), amount: z.int(), quantity: z.int().nullable() }),
  ),
});
/** See {@link upcomingInvoiceSchema}. */
export type UpcomingInvoice = z.infer<typeof upcomingInvoiceSchema>;

/**
 * What Stripe will charge next for the live subscription.
 * @throws ProblemError 403 unless owner or admin, 404 when nothing will be charged: without a live subscription, or
 * when it ends with its period; 503 when Stripe does not answer
 */
export async function upcomingInvoice(principal: Principal): Promise<UpcomingInvoice> {
  requireBillingManager(principal);
  const subscription = await asTenant(principal, (tx) => liveSubscription(tx, principal.organizationId));
  if (!subscription) throw nothingComes();
  try {
    const { currency, total, amount_due, lines } = await callStripe((stripe) =>
      stripe.invoices.createPreview({ subscription: subscription.id }),
    );
    return {
      currency,
      total,
      amountDue: amount_due,
      date: subscription.currentPeriodEnd.toISOString(),
      lines: lines.data.map(({ description, amount, quantity }) => ({ description, amount, quantity })),
    };
  } catch (error) {
    // Ended or about to, by Stripe's own word.
    if (isRefusedWith(error, 'invoice_upcoming_none') || isMissing(error)) throw nothingComes();
    throw error;
  }
}

function nothingComes() {
  return problems.notFound('No further invoice will be made.');
}
