import { describe, expect, it } from 'vitest';
import { asService } from '@/lib/db';
import { inOwnAccount } from './convergence/test-support';
import { fetchMissedEvents } from './fetch-missed-events';
import { processWebhookEvents } from './process-webhook-events';
import { buy, effectivePlan, eventsAbout, makeOwner } from './test-support';
import { webhookEventTypes } from './webhook-event-types';

// What other tests left undelivered in the stack's account would all be fetched and synced, too.
inOwnAccount();

// No app runs beside these tests, so Stripe delivers nothing.
describe('fetchMissedEvents', () => {
  it('stores what Stripe could not deliver, once, and with it the plan arrives', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    const ours = (await eventsAbout(customer)).filter(({ type }) =>
      webhookEventTypes.some((each) => each === type),
    );
    expect(ours.length).toBeGreaterThan(3);

    const first = await fetchMissedEvents();
    expect(first.stored).toBeGreaterThanOrEqual(ours.length);
    const rows = await asService('test.events', (tx) =>
      tx.webhookEvent.findMany({ where: { id: { in: ours.map(({ id }) => id) } } }),
    );
    expect(rows).toHaveLength(ours.length);
    for (const row of rows) expect(row).toMatchObject({ status: 'received', stripeCustomerId: customer });

    expect(await fetchMissedEvents()).toEqual({ undelivered: first.undelivered, stored: 0 });
    await processWebhookEvents();
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await fetchMissedEvents()).toMatchObject({ stored: 0 });
    const after = await asService('test.events', (tx) =>
      tx.webhookEvent.findMany({ where: { id: { in: ours.map(({ id }) => id) }, status: 'processed' } }),
    );
    expect(after).toHaveLength(ours.length);
  });

  it('asks for each type once', () => {
    expect(new Set(webhookEventTypes).size).toBe(webhookEventTypes.length);
  });
});
