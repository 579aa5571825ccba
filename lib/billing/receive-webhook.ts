import Stripe from 'stripe';
import { env } from '@/lib/env';
import { problems } from '@/lib/http';
import { logger } from '@/lib/observability';
import { eventSchema } from './event-facts';
import { storeEvent } from './store-event';

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
  await storeEvent('billing.webhook', facts.data, event);
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
