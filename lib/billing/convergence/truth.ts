import { z } from 'zod';
import type { StripeAccount } from './stripe-account';

/** Everything that an account has, at one moment. Lists are newest first. */
export type Truth = Awaited<ReturnType<typeof readTruth>>;

/** Who pays for what: the part of {@link Truth} that says whether anybody pays twice. */
export type Payers = Pick<Truth, 'customers' | 'subscriptions'>;

/** Whether a subscription has not ended for good. */
export function isLiveAtStripe({ status }: Pick<Payers['subscriptions'][number], 'status'>): boolean {
  return status !== 'canceled' && status !== 'incomplete_expired';
}

/** Reads {@link Payers} alone. */
export async function readPayers(account: StripeAccount) {
  const [customers, subscriptions] = await Promise.all([
    account.all('/v1/customers', customerSchema),
    account.all('/v1/subscriptions', subscriptionSchema, { status: 'all' }),
  ]);
  return {
    /** Those that are not deleted. */
    customers,
    subscriptions,
  };
}

/** Reads the account whole. It holds one history, so that this is a few short lists. */
export async function readTruth(account: StripeAccount) {
  const [payers, invoices, invoicePayments, intents, charges, refunds, disputes, clock] = await Promise.all([
    readPayers(account),
    account.all('/v1/invoices', invoiceSchema),
    account.all('/v1/invoice_payments', invoicePaymentSchema),
    account.all('/v1/payment_intents', intentSchema),
    account.all('/v1/charges', chargeSchema),
    account.all('/v1/refunds', refundSchema),
    account.all('/v1/disputes', disputeSchema),
    account.control('POST', '/clock/advance', { seconds: 0 }, z.object({ now: z.int() })),
  ]);
  const schedules = await Promise.all(
    payers.subscriptions.flatMap(({ schedule }) =>
      schedule === null
        ? []
        : [account.get(`/v1/subscription_schedules/${schedule}?expand[]=phases.items.price`, scheduleSchema)],
    ),
  );
  return {
    ...payers,
    schedules,
    invoices,
    invoicePayments,
    intents,
    charges,
    refunds,
    disputes,
    /** Stripe's clock, in seconds since 1970. */
    now: clock.now,
  };
}

const id = z.string();
const seconds = z.int();
const metadata = z.record(z.string(), z.string());
const priceSchema = z.object({ id, lookup_key: z.string().nullable(), unit_amount: z.int().nullable() });

const customerSchema = z.object({ id, metadata });

const subscriptionSchema = z.object({
  id,
  customer: id,
  status: z.string(),
  currency: z.string(),
  created: seconds,
  billing_cycle_anchor: seconds,
  trial_end: seconds.nullable(),
  cancel_at_period_end: z.boolean(),
  cancel_at: seconds.nullable(),
  canceled_at: seconds.nullable(),
  ended_at: seconds.nullable(),
  schedule: id.nullable(),
  pending_update: z.object({ expires_at: seconds }).nullable(),
  items: z.object({
    data: z.array(
      z.object({
        id,
        price: priceSchema,
        quantity: z.int().optional(),
        current_period_start: seconds,
        current_period_end: seconds,
      }),
    ),
  }),
});

const scheduleSchema = z.object({
  id,
  phases: z.array(
    z.object({
      start_date: seconds,
      items: z.array(z.object({ price: priceSchema, quantity: z.int().optional() })),
    }),
  ),
});

const invoiceSchema = z.object({
  id,
  customer: id,
  number: z.string().nullable(),
  status: z.string(),
  currency: z.string(),
  total: z.int(),
  amount_due: z.int(),
  amount_paid: z.int(),
  amount_remaining: z.int(),
  period_start: seconds,
  period_end: seconds,
  due_date: seconds.nullable(),
  billing_reason: z.string().nullable(),
  attempt_count: z.int(),
  next_payment_attempt: seconds.nullable(),
  created: seconds,
  hosted_invoice_url: z.string().nullish(),
  status_transitions: z.object({ paid_at: seconds.nullable(), finalized_at: seconds.nullable() }),
  parent: z.object({ subscription_details: z.object({ subscription: id }).nullable() }).nullable(),
});

const invoicePaymentSchema = z.object({
  id,
  invoice: id,
  payment: z.object({ payment_intent: id.optional() }),
});

const intentSchema = z.object({
  id,
  customer: id.nullable(),
  status: z.string(),
  currency: z.string(),
  amount: z.int(),
  amount_received: z.int(),
  created: seconds,
  metadata,
  latest_charge: id.nullable(),
  last_payment_error: z.object({ message: z.string().optional() }).nullable(),
});

const chargeSchema = z.object({
  id,
  payment_method_details: z
    .object({
      type: z.string(),
      card: z.object({ brand: z.string().nullable(), last4: z.string().nullable() }).optional(),
    })
    .nullable(),
});

const refundSchema = z.object({ id, payment_intent: id.nullable(), amount: z.int(), status: z.string() });
const disputeSchema = z.object({ id, payment_intent: id.nullable(), status: z.string() });
