import { callServiceFunction, Prisma } from '@/lib/db';
import { env } from '@/lib/env';
import { failedPayments, logger, webhookProcessing } from '@/lib/observability';
import { callsForSync, customerOf, customersThingOf, type WebhookEventFacts } from './event-facts';
import { channelToNudge } from './nudge';

/**
 * Writes one of Stripe's events down, once however often it comes, and wakes the worker when it means work.
 * @param reason as of `asService`
 * @param event the event whole; `facts` are what was parsed from it
 * @returns whether it was new
 * @throws whatever the database throws; nothing is stored then
 */
export async function storeEvent(reason: string, facts: WebhookEventFacts, event: unknown): Promise<boolean> {
  const customer = customerOf(facts);
  const first = firstStatus(facts);
  const isNew = await insert(reason, { facts, customer, event, ...first });
  // Only what is committed counts.
  if (isNew) count(facts.type, first.status);
  return isNew;
}

/**
 * What an event is at once: work for the worker, done because it asks for nothing, or dead because it is not ours. Work
 * that does not name its customer leads to it, see `nameCustomers`.
 */
export function firstStatus(facts: WebhookEventFacts): FirstStatus {
  const { STRIPE_SECRET_KEY } = env();
  if (facts.livemode !== STRIPE_SECRET_KEY.includes('_live_')) {
    const error = facts.livemode
      ? 'A live event, but the key is for testing.'
      : 'A test event, but the key is live.';
    logger.error({ eventId: facts.id, type: facts.type }, error);
    return { status: 'dead', error };
  }
  const isWork = callsForSync(facts.type) && (customerOf(facts) !== null || customersThingOf(facts) !== null);
  return { status: isWork ? 'received' : 'processed', error: null };
}

type FirstStatus = { status: 'received' | 'processed' | 'dead'; error: string | null };

type Stored = FirstStatus & { facts: WebhookEventFacts; customer: string | null; event: unknown };

async function insert(reason: string, { facts, customer, event, status, error }: Stored): Promise<boolean> {
  const channel = status === 'received' ? channelToNudge() : Prisma.sql`null`;
  const [answer] = await callServiceFunction<{ is_new: boolean }>(
    reason,
    Prisma.sql`
      select app.store_webhook_event(
        ${facts.id}, ${facts.type}, ${facts.api_version ?? null}, ${facts.livemode}, ${customer},
        ${storable(event)}::jsonb, ${status}::app.webhook_event_status, ${error}, ${facts.created}::bigint,
        ${channel}) as is_new`,
  );
  return answer?.is_new ?? false;
}

function count(type: string, status: FirstStatus['status']): void {
  if (status !== 'received') {
    webhookProcessing.inc({ type, outcome: status === 'dead' ? 'dead' : 'ignored' });
  } else if (type === 'invoice.payment_failed') failedPayments.inc();
}

// PostgreSQL's jsonb holds neither U+0000 nor half of a surrogate pair, which is what remains of an emoji where a text
// was cut to its length. An event that cannot be stored would be sent for three days.
function storable(event: unknown): string {
  return JSON.stringify(event, (_key, value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  );
}
