import { afterAll, describe, expect, it } from 'vitest';
import { webhookRequest } from '@/lib/billing/test-support';
import { asService, disconnect } from '@/lib/db';
import { GET, POST } from './route';

afterAll(disconnect);

const anEvent = (facts: object = {}) => ({
  id: `evt_${crypto.randomUUID()}`,
  object: 'event',
  type: 'invoice.paid',
  api_version: '2026-10-28.endive',
  created: 1_795_000_000,
  livemode: false,
  data: { object: { object: 'invoice', customer: `cus_${crypto.randomUUID()}` } },
  ...facts,
});

const stored = (id: string) => asService('test.event', (tx) => tx.webhookEvent.findUnique({ where: { id } }));

describe('POST /api/billing/webhooks/stripe', () => {
  it('stores a signed event whole and answers at once', async () => {
    const event = anEvent();
    const answer = await POST(webhookRequest(event));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ received: true });
    expect(await stored(event.id)).toMatchObject({
      type: 'invoice.paid',
      apiVersion: '2026-10-28.endive',
      livemode: false,
      stripeCustomerId: event.data.object.customer,
      payload: event,
      status: 'received',
      attempts: 0,
      occurredAt: new Date(1_795_000_000_000),
      processedAt: null,
    });
  });

  it('answers 200 to the same event again and stores it once', async () => {
    const event = anEvent();
    const answers = await Promise.all(Array.from({ length: 6 }, () => POST(webhookRequest(event))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await stored(event.id)).toMatchObject({ status: 'received', attempts: 0 });
  });

  it('does not bring back an event that was processed, nor one that was given up', async () => {
    for (const status of ['processed', 'dead'] as const) {
      const event = anEvent();
      await POST(webhookRequest(event));
      await asService('test.event', (tx) =>
        tx.webhookEvent.update({ where: { id: event.id }, data: { status, attempts: 12 } }),
      );
      expect((await POST(webhookRequest(event))).status).toBe(200);
      expect(await stored(event.id)).toMatchObject({ status, attempts: 12 });
    }
  });

  it.each(['a.type.of.tomorrow', 'customer.created', 'price.updated'])(
    'answers 200 to %s and asks for no work',
    async (type) => {
      const event = anEvent({ type });
      expect((await POST(webhookRequest(event))).status).toBe(200);
      expect(await stored(event.id)).toMatchObject({ type, status: 'processed', attempts: 0 });
    },
  );

  it('refuses a forged signature and writes nothing', async () => {
    const event = anEvent();
    const answer = await POST(webhookRequest(event, 'whsec_of_somebody_else'));
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
    expect(await stored(event.id)).toBeNull();
  });

  it('refuses a body that was changed after signing', async () => {
    const event = anEvent();
    const signed = webhookRequest(event);
    const body = (await signed.text()).replace('invoice.paid', 'invoice.void');
    const answer = await POST(new Request(signed.url, { method: 'POST', headers: signed.headers, body }));
    expect(answer.status).toBe(400);
    expect(await stored(event.id)).toBeNull();
  });

  it('refuses a body without a signature', async () => {
    const event = anEvent();
    const { url } = webhookRequest(event);
    const answer = await POST(new Request(url, { method: 'POST', body: JSON.stringify(event) }));
    expect(answer.status).toBe(400);
    expect(await stored(event.id)).toBeNull();
  });

  it('refuses a body past one megabyte before it looks at it', async () => {
    const answer = await POST(webhookRequest(anEvent({ padding: 'x'.repeat(1024 * 1024) })));
    expect(answer.status).toBe(413);
  });

  it('refuses what is signed but no event', async () => {
    const answer = await POST(webhookRequest({ object: 'event', hello: 'world' }));
    expect(answer.status).toBe(400);
  });

  it('keeps an event of live mode, and does not act on it with a test key', async () => {
    const event = anEvent({ livemode: true });
    expect((await POST(webhookRequest(event))).status).toBe(200);
    expect(await stored(event.id)).toMatchObject({ status: 'dead', error: expect.stringContaining('live') });
  });

  it('stores an event with characters that the database cannot hold', async () => {
    const event = anEvent({
      data: { object: { object: 'invoice', customer: 'cus_1', description: 'a\u0000b\ud83d' } },
    });
    expect((await POST(webhookRequest(event))).status).toBe(200);
    expect(await stored(event.id)).toMatchObject({
      payload: { data: { object: { description: 'ab\ufffd' } } },
    });
  });

  it('answers no other method', async () => {
    expect((await GET(new Request('http://localhost/api/billing/webhooks/stripe'))).status).toBe(405);
  });
});
