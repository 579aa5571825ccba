import type Stripe from 'stripe';
import { z } from 'zod';
import { InvoiceStatus } from '@/lib/db';
import { invoiceDiscount } from './discounts';
import { idOf, instant, instantOrNull, known } from './stripe-values';

/**
 * Stripe’s invoice as a row of `invoices`, without the organization; amounts in minor units.
 * @param stripeCustomerId whose list it was in
 * @param amountRefunded what was given back of its payments, which the invoice itself does not tell
 * @throws Error for a status that this version does not know
 */
export function invoiceRow(
  invoice: Stripe.Invoice,
  stripeCustomerId: string,
  now: Date,
  amountRefunded: number,
) {
  const subscription = invoice.parent?.subscription_details?.subscription;
  return {
    id: invoice.id,
    stripeCustomerId,
    subscriptionId: subscription ? idOf(subscription) : null,
    number: invoice.number,
    status: known(statusSchema, invoice.status, 'an invoice status'),
    currency: invoice.currency,
    total: BigInt(invoice.total),
    amountDue: BigInt(invoice.amount_due),
    amountPaid: BigInt(invoice.amount_paid),
    amountRemaining: BigInt(invoice.amount_remaining),
    periodStart: instant(invoice.period_start),
    periodEnd: instant(invoice.period_end),
    dueAt: instantOrNull(invoice.due_date),
    billingReason: invoice.billing_reason,
    attemptCount: invoice.attempt_count,
    nextPaymentAttemptAt: instantOrNull(invoice.next_payment_attempt),
    amountRefunded: BigInt(amountRefunded),
    ...invoiceDiscount(invoice),
    paidAt: instantOrNull(invoice.status_transitions.paid_at),
    stripeCreatedAt: instant(invoice.created),
    syncedAt: now,
  };
}

const statusSchema = z.enum(InvoiceStatus);
