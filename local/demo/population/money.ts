import type Stripe from 'stripe';
import { rowsFrom } from '@/lib/billing/mirror-customer';
import { moneyRows } from '@/lib/billing/mirror-money';
import type { KnownPrice } from '@/lib/billing/price-role';
import { webhookEventTypes } from '@/lib/billing/webhook-event-types';
import { expand } from '../../stripe/api/expand';
import type { StoredEvent } from '../../stripe/core/objects';
import { chanceFor } from './chance';
import type { Row } from './insert-rows';
import type { Person } from './people';
import type { StripeAccount } from './stripe-world';

/** What is written here of a person's organization, as a sync would write it, and of what Stripe told. */
export type MoneyRows = {
  stripeCustomerId: string;
  subscriptions: Row[];
  items: Row[];
  invoices: Row[];
  payments: Row[];
  trials: Row[];
  events: Row[];
};

/** How many days back what Stripe told is kept; failed payments are kept for good, for they are counted. */
const EVENT_DAYS = 45;

/** The rows of an organization from what it has at Stripe: by the very functions that a sync uses. */
export function moneyOf(
  person: Person,
  { customer, subscriptions, invoices, intents, events, store }: StripeAccount,
  { prices, now }: { prices: ReadonlyMap<string, KnownPrice>; now: Date },
): MoneyRows {
  const organizationId = person.team?.id ?? person.id;
  const told = {
    subscriptions: asTold<Stripe.Subscription>(subscriptions),
    invoices: asTold<Stripe.Invoice>(invoices.map((each) => expand(store, each, ['payments']))),
    intents: asTold<Stripe.PaymentIntent>(intents.map((each) => expand(store, each, ['latest_charge']))),
  };
  const rows = rowsFrom(told.subscriptions, told, { prices, schedules: new Map() });
  const money = moneyRows(
    { organizationId, stripeCustomerId: customer },
    { invoices: told.invoices, intents: told.intents, disputes: new Map() },
  );
  return {
    stripeCustomerId: customer,
    subscriptions: rows.map(({ subscription }) => ({ organizationId, ...subscription })),
    items: rows.flatMap(({ items }) => items.map((item) => ({ organizationId, ...item }))),
    invoices: money.invoices.map((row) => ({ organizationId, ...row })),
    payments: money.payments.map((row) => ({ organizationId, ...row })),
    trials: rows
      .filter(({ subscription }) => subscription.trialEnd !== null)
      .slice(-1)
      .map(({ subscription }) => ({
        organizationId,
        subscriptionId: subscription.id,
        userId: person.id,
        createdAt: subscription.stripeCreatedAt,
      })),
    events: events.filter((event) => isKept(event, now)).map((event) => eventRow(event, customer)),
  };
}

// What comes from Stripe has come through JSON.
function asTold<T>(objects: readonly object[]): T[] {
  return JSON.parse(JSON.stringify(objects));
}

function isKept({ type, created }: StoredEvent, now: Date): boolean {
  if (!webhookEventTypes.some((each) => each === type)) return false;
  return type === 'invoice.payment_failed' || created * 1000 > now.getTime() - EVENT_DAYS * 86_400_000;
}

function eventRow(event: StoredEvent, stripeCustomerId: string): Row {
  const chance = chanceFor(event.id);
  const receivedAt = new Date(event.created * 1000 + chance.between(300, 2_500));
  const durationMs = chance.happens(0.04) ? chance.between(400, 2_600) : chance.between(35, 190);
  return {
    id: event.id,
    type: event.type,
    apiVersion: event.api_version,
    livemode: false,
    stripeCustomerId,
    payload: event,
    status: 'processed',
    occurredAt: new Date(event.created * 1000),
    receivedAt,
    processedAt: new Date(receivedAt.getTime() + durationMs + chance.between(20, 400)),
    attempts: 1,
    nextAttemptAt: receivedAt,
    error: null,
    durationMs,
  };
}
