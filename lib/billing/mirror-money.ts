import type Stripe from 'stripe';
import type { Transaction } from '@/lib/db';
import { logger } from '@/lib/observability';
import { listedDiscounts } from './discounts';
import { invoiceRow } from './invoice-rows';
import { invoicesByIntent, paymentRow, refundedByInvoice } from './payment-rows';
import { isMissing, listAll } from './stripe';

/** Whose invoices and payments, here and at Stripe. */
type Owner = { organizationId: string; stripeCustomerId: string };

/** What a customer was billed and what it paid, as Stripe tells it. */
export type Money = {
  invoices: Stripe.Invoice[];
  intents: Stripe.PaymentIntent[];
  /** By the id of their payment intent; only payments that were ever disputed have any. */
  disputes: ReadonlyMap<string, Stripe.Dispute[]>;
};

/**
 * What Stripe still tells of the money of a customer that it has deleted; null when it refuses to list anything of such a
 * one. Nobody promises that the lists stay whole: what is missing in them proves nothing. Errors as of `callStripe`.
 */
export async function formerMoneyOf(customer: string): Promise<Money | null> {
  try {
    return await moneyOf(customer);
  } catch (error) {
    if (!isMissing(error)) throw error;
    logger.warn({ stripeCustomerId: customer }, 'Stripe lists nothing of this deleted customer any more');
    return null;
  }
}

/** All invoices with their payments, all payment intents with their latest charge, and the disputes. Errors as of `callStripe`. */
export async function moneyOf(customer: string): Promise<Money> {
  const invoices = await listAll((stripe, position) =>
    stripe.invoices.list({ customer, expand: ['data.payments', ...listedDiscounts], ...position }),
  );
  const intents = await listAll((stripe, position) =>
    stripe.paymentIntents.list({ customer, expand: ['data.latest_charge'], ...position }),
  );
  return { invoices, intents, disputes: await disputesOf(intents) };
}

async function disputesOf(intents: readonly Stripe.PaymentIntent[]): Promise<Map<string, Stripe.Dispute[]>> {
  const found = new Map<string, Stripe.Dispute[]>();
  for (const { id, latest_charge: charge } of intents) {
    if (charge === null || typeof charge === 'string' || !charge.disputed) continue;
    const disputes = await listAll((stripe, position) =>
      stripe.disputes.list({ payment_intent: id, ...position }),
    );
    found.set(id, disputes);
  }
  return found;
}

/** The same as rows, without the organization. */
export function moneyRows(
  { organizationId, stripeCustomerId }: Owner,
  { invoices, intents, disputes }: Money,
) {
  const now = new Date();
  const invoiceIds = invoicesByIntent(invoices);
  const refunded = refundedByInvoice(intents, invoiceIds);
  return {
    invoices: invoices.map((invoice) =>
      invoiceRow(invoice, stripeCustomerId, now, refunded.get(invoice.id) ?? 0),
    ),
    payments: intents.map((intent) =>
      paymentRow(intent, {
        organizationId,
        stripeCustomerId,
        invoiceId: invoiceIds.get(intent.id),
        disputes: disputes.get(intent.id) ?? [],
        now,
      }),
    ),
  };
}

/**
 * Makes `invoices` and `payments` of one customer say the same as Stripe. Those of a customer before it stay as they
 * are: they are the organization's history.
 * @param isFormer of a customer that Stripe has deleted (`formerMoneyOf`): no payment is taken away, for with one would go
 * what it bought for good
 * Precondition: as of `mirrorCustomer`, whose part this is.
 */
export async function mirrorMoney(
  tx: Transaction,
  { organizationId, stripeCustomerId }: Owner,
  money: Money,
  { isFormer = false } = {},
): Promise<void> {
  const { invoices, payments } = moneyRows({ organizationId, stripeCustomerId }, money);
  await tx.invoice.deleteMany({
    where: { organizationId, stripeCustomerId, id: { notIn: invoices.map(({ id }) => id) } },
  });
  for (const row of invoices) {
    await tx.invoice.upsert({
      where: { organizationId_id: { organizationId, id: row.id } },
      create: { organizationId, ...row },
      update: row,
    });
  }
  if (!isFormer) {
    await tx.payment.deleteMany({
      where: { organizationId, stripeCustomerId, id: { notIn: payments.map(({ id }) => id) } },
    });
  }
  for (const row of payments) {
    await tx.payment.upsert({
      where: { organizationId_id: { organizationId, id: row.id } },
      create: { organizationId, ...row },
      update: row,
    });
  }
}
