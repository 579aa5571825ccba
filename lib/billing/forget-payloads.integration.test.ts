import { afterAll, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { forgetPayloads, PAYLOAD_DAYS } from './forget-payloads';
import { replayWebhookEvents } from './replay-webhook-events';

const made: string[] = [];

afterAll(async () => {
  await asService('test.events', (tx) =>
    tx.webhookEvent.deleteMany({
      where: { OR: [{ id: { in: made } }, { id: { startsWith: 'evt_many_' } }] },
    }),
  );
  await disconnect();
});

type Status = 'received' | 'processed' | 'failed' | 'dead';

it('forgets what came with events that are done with and of long ago, and nothing else of them', async () => {
  const long = PAYLOAD_DAYS + 0.1;
  const wanted = [
    ['processed', long],
    ['dead', long],
    ['received', long],
    ['failed', long],
    ['processed', PAYLOAD_DAYS - 0.1],
  ] as const;
  const ids = await Promise.all(wanted.map(([status, days]) => makeEvent(status, days)));
  // More than are looked at at once lie before and between them.
  await asService(
    'test.many',
    (tx) => tx.$executeRaw`
      insert into app.webhook_events (id, type, livemode, payload, status, occurred_at, received_at)
      select 'evt_many_' || i || ${crypto.randomUUID()}, 'charge.updated', false, null, 'processed', now(),
        now() - interval '200 days' + i * interval '1 hour'
      from generate_series(1, 2600) i`,
  );

  expect(await forgetPayloads()).toBe(2);
  expect(await forgetPayloads()).toBe(0);
  const kept = await asService('test.read', (tx) =>
    tx.webhookEvent.findMany({
      where: { id: { in: ids } },
      select: { id: true, status: true, payload: true },
    }),
  );
  const byId = new Map(kept.map((event) => [event.id, event]));
  expect(ids.map((id) => byId.get(id)?.payload)).toEqual([
    null,
    null,
    { of: 'received' },
    { of: 'failed' },
    { of: 'processed' },
  ]);
  expect(ids.map((id) => byId.get(id)?.status)).toEqual(wanted.map(([status]) => status));
  // There is nothing left to do again.
  expect(await replayWebhookEvents({ ids: ids.slice(0, 2) }, 'test')).toMatchObject({
    replayed: 0,
    passedOver: 2,
  });
});

async function makeEvent(status: Status, daysAgo: number): Promise<string> {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const id = `evt_${crypto.randomUUID()}`;
  made.push(id);
  await asService('test.event', (tx) =>
    tx.webhookEvent.create({
      data: {
        id,
        type: 'invoice.paid',
        livemode: false,
        payload: { of: status },
        status,
        occurredAt: at,
        receivedAt: at,
        nextAttemptAt: new Date(Date.now() + 86_400_000),
      },
    }),
  );
  return id;
}
