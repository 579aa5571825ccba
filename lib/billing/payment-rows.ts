import type Stripe from 'stripe';
import { z } from 'zod';
import { PaymentStatus } from '@/lib/db';
import { type PlanId, planIds } from '@/lib/plans';
import { idOf, instant, known } from './stripe-values';

/** Which invoice each payment intent is for, from invoices that were asked for with their payments. */
export function invoicesByIntent(invoices: readonly Stripe.Invoice[]): Map<string, string> {
  return new Map(
    invoices.flatMap(({ id, payments }) =>
      (payments?.data ?? []).flatMap(({ payment }): [string, string][] =>
        payment.payment_intent ? [[idOf(payment.payment_intent), id]] : [],
      ),
    ),
  );
}

/** What was given back of each invoice's payments, in minor units; intents as for {@link paymentRow}. */
export function refundedByInvoice(
  intents: readonly Stripe.PaymentIntent[],
  invoiceIds: ReadonlyMap<string, string>,
): Map<string, number> {
  const refunded = new Map<string, number>();
  for (const { id, latest_charge: charge } of intents) {
    const invoiceId = invoiceIds.get(id);
    if (invoiceId === undefined || charge === null || typeof charge === 'string') continue;
    refunded.set(invoiceId, (refunded.get(invoiceId) ?? 0) + charge.amount_refunded);
  }
  return refunded;
}

/**
 * Stripe’s payment intent as a row of `payments`, without the organization; amounts in minor units. What was refunded
 * and how it was paid is told by its latest charge, which has to be expanded.
 * @param disputes those of this payment
 * @throws Error for a status that this version does not know
 */
export function paymentRow(
  intent: Stripe.PaymentIntent,
  {
    organizationId,
    stripeCustomerId,
    invoiceId,
    disputes,
    now,
  }: {
    organizationId: string;
    stripeCustomerId: string;
    invoiceId: string | undefined;
    disputes: readonly Pick<Stripe.Dispute, 'status'>[];
    now: Date;
  },
) {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  const method = charge?.payment_method_details;
  return {
    id: intent.id,
    stripeCustomerId,
    invoiceId: invoiceId ?? null,
    status: known(statusSchema, intent.status, 'a payment status'),
    currency: intent.currency,
    amount: BigInt(intent.amount),
    amountReceived: BigInt(intent.amount_received),
    amountRefunded: BigInt(charge?.amount_refunded ?? 0),
    method: method?.type ?? null,
    cardBrand: method?.card?.brand ?? null,
    cardLast4: method?.card?.last4 ?? null,
    failure: intent.status === 'succeeded' ? null : (intent.last_payment_error?.message ?? null),
    grantsPlanId: grantedPlan(intent.metadata, organizationId),
    disputed: disputes.some(({ status }) => !settledForUs.includes(status)),
    stripeCreatedAt: instant(intent.created),
    syncedAt: now,
  };
}

const statusSchema = z.enum(PaymentStatus);

// A charge stays marked as disputed for ever; only the disputes tell that the money is back.
const settledForUs: readonly string[] = ['won', 'warning_closed', 'prevented'];

const lifetimeSchema = z.object({
  organizationId: z.string(),
  planId: z.enum(planIds),
  interval: z.literal('lifetime'),
});

/** The plan that a payment bought for good; null for every other payment, and for one of another organization. */
function grantedPlan(metadata: Stripe.Metadata, organizationId: string): PlanId | null {
  const { data } = lifetimeSchema.safeParse(metadata);
  return data?.organizationId === organizationId ? data.planId : null;
}
