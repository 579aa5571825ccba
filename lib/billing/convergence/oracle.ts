import type { Truth } from './truth';

/**
 * What the mirror has to say, worked out from Stripe's lists alone and by other means than the code under test: the plan
 * from the lookup key's name, refunds from the refunds, the schedule by Stripe's clock, a debt by walking back from the
 * newest invoice. A mistake in the mapping would otherwise be compared with itself.
 */
export type Rows = Map<string, string>;

/** All rows of one customer, each field under `<id> <field>`. */
export function expectedRows(truth: Truth, customer: string): Rows {
  const rows: Rows = new Map();
  for (const each of truth.subscriptions.filter((one) => one.customer === customer)) {
    add(rows, each.id, subscriptionFields(truth, each));
    for (const item of each.items.data) {
      add(rows, item.id, {
        subscriptionId: each.id,
        stripePriceId: item.price.id,
        lookupKey: item.price.lookup_key,
        quantity: item.quantity ?? null,
        currentPeriodStart: moment(item.current_period_start),
        currentPeriodEnd: moment(item.current_period_end),
      });
    }
  }
  for (const each of truth.invoices.filter((one) => one.customer === customer))
    add(rows, each.id, invoiceFields(truth, each));
  for (const each of truth.intents.filter((one) => one.customer === customer))
    add(rows, each.id, paymentFields(truth, each));
  return rows;
}

/** What an organization may do at a moment of the database's clock, by section 6 of the design. */
export function expectedAccess(
  truth: Truth,
  { organizationId, customer }: { organizationId: string; customer: string | null },
  databaseNow: Date,
): { planId: string; readOnly: boolean } {
  const own = truth.subscriptions.filter((one) => one.customer === customer);
  const owedForDays = (one: Subscription) =>
    (databaseNow.getTime() / 1000 - (debtSince(truth, one) ?? 0)) / 86_400;
  const served = own.filter((one) => {
    if (one.status === 'active' || one.status === 'trialing') return true;
    return one.status === 'past_due' && owedForDays(one) < 7;
  });
  const bought = truth.intents.filter(
    (one) => one.metadata.organizationId === organizationId && grantsForGood(truth, one),
  );
  const plans = [
    ...served.map((one) => planItemOf(one).plan),
    ...bought.map(({ metadata }) => metadata.planId ?? 'free'),
  ];
  const planId = ranks.findLast((plan) => plans.includes(plan)) ?? 'free';
  const owing = own.some(
    (one) => one.status === 'unpaid' || (one.status === 'past_due' && owedForDays(one) >= 7),
  );
  return { planId, readOnly: owing && planId === 'free' };
}

type Subscription = Truth['subscriptions'][number];
type Invoice = Truth['invoices'][number];
type Intent = Truth['intents'][number];
type Fields = Record<string, string | number | boolean | null>;

/** Lowest first. */
const ranks = ['free', 'basic', 'pro', 'team', 'enterprise'];

function add(rows: Rows, id: string, fields: Fields): void {
  for (const [field, value] of Object.entries(fields)) rows.set(`${id} ${field}`, String(value));
}

function moment(seconds: number): string;
function moment(seconds: number | null): string | null;
function moment(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}

function subscriptionFields(truth: Truth, one: Subscription): Fields {
  const { plan, interval, item } = planItemOf(one);
  const owes = one.status === 'past_due' || one.status === 'unpaid';
  const next = nextPhase(truth, one);
  return {
    stripeCustomerId: one.customer,
    planId: plan,
    interval,
    status: one.status,
    currency: one.currency,
    unitAmount: item.price.unit_amount,
    quantity: item.quantity ?? 1,
    extraSeats: seatsAmong(one.items.data),
    currentPeriodStart: moment(item.current_period_start),
    currentPeriodEnd: moment(item.current_period_end),
    billingAnchor: moment(one.billing_cycle_anchor),
    trialEnd: moment(one.trial_end),
    cancelAtPeriodEnd: one.cancel_at_period_end,
    cancelAt: moment(one.cancel_at),
    canceledAt: moment(one.canceled_at),
    endedAt: moment(one.ended_at),
    pastDueSince: owes ? moment(debtSince(truth, one) ?? item.current_period_start) : null,
    scheduleId: one.schedule,
    scheduledPlanId: next?.plan ?? null,
    scheduledInterval: next?.interval ?? null,
    scheduledExtraSeats: next?.seats ?? null,
    scheduledAt: next ? moment(next.at) : null,
    pendingUpdateExpiresAt: moment(one.pending_update?.expires_at ?? null),
    // In these histories nobody has a code.
    discountName: null,
    discountPercent: null,
    discountAmount: null,
    discountEndsAt: null,
    discountOnce: false,
    stripeCreatedAt: moment(one.created),
  };
}

function invoiceFields(truth: Truth, one: Invoice): Fields {
  const paidBy = truth.invoicePayments.filter(({ invoice }) => invoice === one.id);
  return {
    stripeCustomerId: one.customer,
    subscriptionId: one.parent?.subscription_details?.subscription ?? null,
    number: one.number,
    status: one.status,
    currency: one.currency,
    total: one.total,
    amountDue: one.amount_due,
    amountPaid: one.amount_paid,
    amountRemaining: one.amount_remaining,
    periodStart: moment(one.period_start),
    periodEnd: moment(one.period_end),
    dueAt: moment(one.due_date),
    paidAt: moment(one.status_transitions.paid_at),
    billingReason: one.billing_reason,
    attemptCount: one.attempt_count,
    nextPaymentAttemptAt: moment(one.next_payment_attempt),
    amountRefunded: sum(paidBy.map(({ payment }) => refundedOf(truth, payment.payment_intent))),
    discountName: null,
    amountDiscount: 0,
    stripeCreatedAt: moment(one.created),
  };
}

function paymentFields(truth: Truth, one: Intent): Fields {
  const method = truth.charges.find(({ id }) => id === one.latest_charge)?.payment_method_details;
  const invoice = truth.invoicePayments.find(({ payment }) => payment.payment_intent === one.id)?.invoice;
  return {
    stripeCustomerId: one.customer,
    invoiceId: invoice ?? null,
    status: one.status,
    currency: one.currency,
    amount: one.amount,
    amountReceived: one.amount_received,
    amountRefunded: refundedOf(truth, one.id),
    method: method?.type ?? null,
    cardBrand: method?.card?.brand ?? null,
    cardLast4: method?.card?.last4 ?? null,
    failure: one.status === 'succeeded' ? null : (one.last_payment_error?.message ?? null),
    grantsPlanId: one.metadata.interval === 'lifetime' ? (one.metadata.planId ?? null) : null,
    disputed: isTakenBack(truth, one),
    stripeCreatedAt: moment(one.created),
  };
}

type Item = Subscription['items']['data'][number];

function planItemOf({ id, items }: Subscription): { plan: string; interval: string; item: Item } {
  for (const item of items.data) {
    const named = planKey.exec(item.price.lookup_key ?? '')?.groups;
    if (named?.plan && named.interval) return { plan: named.plan, interval: named.interval, item };
  }
  throw new Error(`Subscription ${id} has no plan.`);
}

const planKey = /^(?<plan>basic|pro|team|enterprise)_(?<interval>month|six_months|year)$/;

function seatsAmong(
  items: { price: { lookup_key: string | null }; quantity?: number | undefined }[],
): number {
  const seats = items.filter(({ price }) => price.lookup_key?.includes('_seat_'));
  return sum(seats.map(({ quantity }) => quantity ?? 1));
}

/** What the schedule will begin next, by Stripe's clock. */
function nextPhase({ schedules, now }: Truth, { schedule }: Subscription) {
  const phases = schedules.find(({ id }) => id === schedule)?.phases ?? [];
  const next = phases.find(({ start_date: start }) => start > now);
  const keys = next?.items.map(({ price }) => planKey.exec(price.lookup_key ?? '')?.groups) ?? [];
  const named = keys.find((each) => each !== undefined);
  if (!next || !named) return null;
  return {
    plan: named.plan ?? '',
    interval: named.interval ?? '',
    seats: seatsAmong(next.items),
    at: next.start_date,
  };
}

/** Since when a subscription is owed for, in seconds: what fell due first of all that was not paid since the last payment. */
function debtSince({ invoices }: Truth, { id }: Subscription): number | undefined {
  let since: number | undefined;
  for (const one of invoices.filter(({ parent }) => parent?.subscription_details?.subscription === id)) {
    if (one.status === 'paid') break;
    if (one.status === 'open' || one.status === 'uncollectible')
      since = one.due_date ?? one.status_transitions.finalized_at ?? one.created;
  }
  return since;
}

function refundedOf({ refunds }: Truth, intent: string | undefined): number {
  const own = refunds.filter(
    ({ payment_intent, status }) => payment_intent === intent && status === 'succeeded',
  );
  return intent === undefined ? 0 : sum(own.map(({ amount }) => amount));
}

/** Whether the bank has the money back, or may yet get it. */
function isTakenBack({ disputes }: Truth, { id }: Intent): boolean {
  return disputes.some(({ payment_intent, status }) => payment_intent === id && status !== 'won');
}

function grantsForGood(truth: Truth, one: Intent): boolean {
  const isKept = refundedOf(truth, one.id) < one.amount_received && !isTakenBack(truth, one);
  return one.metadata.interval === 'lifetime' && one.status === 'succeeded' && isKept;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
