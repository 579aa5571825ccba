import type Stripe from 'stripe';
import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';
import { eventSchema } from './event-facts';
import { storeEvent } from './store-event';
import { listAll } from './stripe';
import { webhookEventTypes } from './webhook-event-types';

/** How many events Stripe could not deliver in the time asked for, and how many of them were not stored yet. */
export type MissedEventsReport = { undelivered: number; stored: number };

/**
 * Asks Stripe for the events that it has not delivered, or not yet, and stores those that are missing here. Stripe gives
 * an event up after three days and knows it for thirty; run hourly, the days before the last few have been asked for.
 * @param days how far to look back, at most 30
 * @throws ProblemError 503 when Stripe does not answer; what was stored by then stays
 */
export async function fetchMissedEvents(days = 4): Promise<MissedEventsReport> {
  const report: MissedEventsReport = { undelivered: 0, stored: 0 };
  const gte = Math.floor(Date.now() / 1000) - days * 86_400;
  for (let from = 0; from < webhookEventTypes.length; from += typesPerCallMax) {
    const types = webhookEventTypes.slice(from, from + typesPerCallMax);
    const events = await listAll((stripe, position) =>
      stripe.events.list({ delivery_success: false, types, created: { gte }, ...position }),
    );
    report.undelivered += events.length;
    for (const event of await unknownOf(events)) {
      if (await store(event)) report.stored += 1;
    }
  }
  if (report.stored > 0) logger.warn(report, 'Stripe had events for us that never arrived');
  return report;
}

/** Stripe's own limit. */
const typesPerCallMax = 20;

// Most of them came late and are stored by now.
async function unknownOf(events: Stripe.Event[]): Promise<Stripe.Event[]> {
  const rows = await asService('billing.missed_events', (tx) =>
    tx.webhookEvent.findMany({
      where: { id: { in: events.map(({ id }) => id) } },
      select: { id: true },
    }),
  );
  const known = new Set(rows.map(({ id }) => id));
  // Oldest first, as they would have come.
  return events.filter(({ id }) => !known.has(id)).reverse();
}

async function store(event: Stripe.Event): Promise<boolean> {
  const facts = eventSchema.safeParse(event);
  if (facts.success) return storeEvent('billing.missed_events', facts.data, event);
  logger.error({ eventId: event.id }, 'Stripe lists an event that does not look like one');
  return false;
}
