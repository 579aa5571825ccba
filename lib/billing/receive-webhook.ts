import Stripe from 'stripe';
import { asService, type Transaction } from '@/lib/db';
import { env } from '@/lib/env';
import { problems } from '@/lib/http';
import { logger } from '@/lib/observability';
import {
  callsForSync,
  customerOf,
  disputedPaymentOf,
  eventSchema,
  type WebhookEventFacts,
} from './event-facts';
import { nudgeWorker } from './nudge';

/** Raw bytes as they arrived, and the header `stripe-signature`. */
export type SignedBody = { rawBody: Uint8Array; signature: string | null };

/**
 * Takes in one of Stripe's events: checks the signature over the raw body, stores the event once, tells the worker.
 * Nothing is processed here: what a handler forgets after answering 200 is lost for good.
 * @throws ProblemError 400 for a signature that is not Stripe's, after which nothing was written; whatever the database
 * throws, so that Stripe sends the event again
 */
export async function receiveWebhook({ rawBody, signature }: SignedBody): Promise<{ received: true }> {
  const event = verified(rawBody, signature);
  const facts = eventSchema.safeParse(event);
  if (!facts.success) throw problems.invalid('The body is not an event of Stripe.', undefined, 400);
  await store(facts.data, event);
  return { received: true };
}

function verified(rawBody: Uint8Array, signature: string | null): unknown {
  try {
    return Stripe.webhooks.constructEvent(Buffer.from(rawBody), signature ?? '', env().STRIPE_WEBHOOK_SECRET);
  } catch (error) {
    logger.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'webhook refused');
    throw problems.invalid('The signature does not match the body.', undefined, 400);
  }
}

async function store(facts: WebhookEventFacts, event: unknown): Promise<void> {
  await asService('billing.webhook', async (tx) => {
    const customer = customerOf(facts) ?? (await payerOf(tx, disputedPaymentOf(facts)));
    const { status, error } = firstStatus(facts, customer);
    const inserted = await tx.$executeRaw`
      insert into app.webhook_events
        (id, type, api_version, livemode, stripe_customer_id, payload, status, error, occurred_at, processed_at)
      values
        (${facts.id}, ${facts.type}, ${facts.api_version ?? null}, ${facts.livemode}, ${customer},
         ${storable(event)}::jsonb, ${status}::app.webhook_event_status, ${error},
         to_timestamp(${facts.created}), case when ${status} = 'processed' then now() end)
      on conflict (id) do nothing`;
    if (inserted > 0 && status === 'received') await nudgeWorker(tx);
  });
}

async function payerOf(tx: Transaction, paymentId: string | null): Promise<string | null> {
  if (paymentId === null) return null;
  const payment = await tx.payment.findFirst({
    where: { id: paymentId },
    select: { stripeCustomerId: true },
  });
  return payment?.stripeCustomerId ?? null;
}

/** What an event is at once: work for the worker, done because it asks for nothing, or dead because it is not ours. */
function firstStatus(facts: WebhookEventFacts, customer: string | null) {
  const { STRIPE_SECRET_KEY } = env();
  if (facts.livemode !== STRIPE_SECRET_KEY.includes('_live_')) {
    const error = facts.livemode
      ? 'A live event, but the key is for testing.'
      : 'A test event, but the key is live.';
    logger.error({ eventId: facts.id, type: facts.type }, error);
    return { status: 'dead', error } as const;
  }
  const isWork = callsForSync(facts.type) && customer !== null;
  return { status: isWork ? 'received' : 'processed', error: null } as const;
}

// PostgreSQL's jsonb holds neither U+0000 nor half of a surrogate pair, which is what remains of an emoji where a text
// was cut to its length. An event that cannot be stored would be sent for three days.
function storable(event: unknown): string {
  return JSON.stringify(event, (_key, value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  );
}
