import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { reserveUsage } from '@/lib/usage';
import { letExpire, overrideLimit, tallyOf } from '@/lib/usage/test-support';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { POST } from './route';

let person: TestPerson;
let organizationId: string;
let token: string;

beforeEach(async () => {
  person = await makePerson();
  organizationId = person.organizationId;
  token = accessTokenIn(await sessionCookiesOf(person));
});
afterAll(disconnect);

const event = (changed: Record<string, unknown> = {}) => ({
  idempotencyKey: crypto.randomUUID(),
  metric: 'llm_tokens',
  quantity: 1,
  ...changed,
});
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const day = 86_400;

async function report(body: unknown, by = token): Promise<{ status: number; answer: Answer }> {
  const request = new Request(`${env().APP_URL}/api/usage/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const response = await POST(request);
  return { status: response.status, answer: await response.json() };
}

// What the tests look at is narrowed by their own matchers.
type Answer = Record<string, unknown> & { results?: { outcome: string }[] };

const outcomes = ({ results = [] }: Answer) => results.map(({ outcome }) => outcome);

describe('one event', () => {
  it('is counted once, however often it comes', async () => {
    const sent = event({ quantity: 30, properties: { model: 'small', cached: true }, occurredAt: ago(60) });
    const first = await report(sent);
    expect(first).toMatchObject({ status: 200, answer: { accepted: 1, duplicates: 0, refused: 0 } });
    const { properties, ...rest } = sent as typeof sent & { properties: object };
    const again = await report({ properties: { cached: true, model: 'small' }, ...rest });
    expect(properties).toBeDefined();
    expect(again).toMatchObject({
      status: 200,
      answer: {
        accepted: 0,
        duplicates: 1,
        results: [{ index: 0, idempotencyKey: sent.idempotencyKey, outcome: 'duplicate' }],
      },
    });
    expect(await tallyOf(organizationId, 'llm_tokens')).toMatchObject({
      used: 30,
      events: 1,
      eventsUsed: 30,
    });
  });

  it('is counted once for twenty that come at once', async () => {
    const sent = event({ quantity: 3 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => report(sent)));
    expect(answers.flatMap(({ answer }) => outcomes(answer)).sort()).toEqual([
      'accepted',
      ...Array.from({ length: 19 }, () => 'duplicate'),
    ]);
    expect(await tallyOf(organizationId, 'llm_tokens')).toMatchObject({ used: 3, events: 1 });
  });

  it('is 409 when its key stands for another', async () => {
    const sent = event();
    await report(sent);
    for (const changed of [
      { quantity: 2 },
      { metric: 'runs' },
      { occurredAt: ago(5) },
      { properties: { a: 1 } },
    ]) {
      expect(await report({ ...sent, ...changed })).toMatchObject({
        status: 409,
        answer: { error: 'idempotency_conflict' },
      });
    }
    expect(await tallyOf(organizationId, 'llm_tokens')).toMatchObject({ used: 1, events: 1 });
  });

  it('is 402 when there is no room for it, with what is left', async () => {
    await overrideLimit(organizationId, 'documents', { quotaLimit: 5, cap: 'hard' });
    await report(event({ metric: 'documents', quantity: 4 }));
    expect(await report(event({ metric: 'documents', quantity: 2 }))).toMatchObject({
      status: 402,
      answer: {
        error: 'quota_exceeded',
        metric: 'documents',
        current: 4,
        limit: 5,
        resetsAt: expect.any(String),
      },
    });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 4, events: 1 });
  });

  it('has the room that reservations held until their holder died', async () => {
    await overrideLimit(organizationId, 'documents', { quotaLimit: 5, cap: 'hard' });
    await reserveUsage(person, { key: 'dead', items: { documents: 3 } });
    await reserveUsage(person, { key: 'dead too', items: { documents: 2, runs: 1 } });
    expect(await report(event({ metric: 'documents' }))).toMatchObject({ status: 402 });
    await letExpire(organizationId, 'dead');
    await letExpire(organizationId, 'dead too');
    expect(await report(event({ metric: 'documents', quantity: 5 }))).toMatchObject({ status: 200 });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 5, reserved: 0, events: 1 });
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 0, reserved: 0 });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['zero', { quantity: 0 }, 'quantity'],
    ['a negative quantity', { quantity: -1 }, 'quantity'],
    ['a part of one', { quantity: 0.5 }, 'quantity'],
    ['more than can be', { quantity: 1_000_000_000_001 }, 'quantity'],
    ['a quantity past what numbers hold', { quantity: 2 ** 60 }, 'quantity'],
    ['a quantity as text', { quantity: '1' }, 'quantity'],
    ['no number at all', { quantity: Number.NaN }, 'quantity'],
    ['an unknown metric', { metric: 'coffees' }, 'metric'],
    ['what Foothold counts itself', { metric: 'seats' }, 'metric'],
    ['storage', { metric: 'storage_bytes' }, 'metric'],
    ['calls of the API', { metric: 'api_calls' }, 'metric'],
    ['a time long past', { occurredAt: ago(35 * day + 60) }, 'occurredAt'],
    ['a time of long ago', { occurredAt: '0000-01-01T00:00:00Z' }, 'occurredAt'],
    ['a time ahead', { occurredAt: ago(-600) }, 'occurredAt'],
    ['no time', { occurredAt: 'yesterday' }, 'occurredAt'],
    ['a time without a zone', { occurredAt: '2026-11-01T00:00:00' }, 'occurredAt'],
    ['an empty key', { idempotencyKey: '' }, 'idempotencyKey'],
    ['no key', { idempotencyKey: undefined }, 'idempotencyKey'],
    ['a long key', { idempotencyKey: 'x'.repeat(201) }, 'idempotencyKey'],
    ['a NUL character', { idempotencyKey: 'a\u0000b' }, 'idempotencyKey'],
    [
      'large properties',
      { properties: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}`, 'x'.repeat(200)])) },
      'properties',
    ],
    ['deep properties', { properties: { a: { b: 1 } } }, 'properties.a'],
    ['half a character in a property', { properties: { a: '\ud800' } }, 'properties.a'],
  ])('with %s is 422 and counts nothing', async (_, changed, path) => {
    const { status, answer } = await report(event(changed));
    expect(status).toBe(422);
    expect(answer).toMatchObject({
      error: 'invalid_request',
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    });
    const events = await asService('test.events', (tx) =>
      tx.usageEvent.count({ where: { organizationId, NOT: { metric: 'seats' } } }),
    );
    expect(events).toBe(0);
  });
});

describe('a list of events', () => {
  it('counts what is right, in order, and says of the rest why not', async () => {
    await overrideLimit(organizationId, 'documents', { quotaLimit: 3, cap: 'hard' });
    const known = event({ quantity: 2 });
    await report(known);
    const twice = event({ metric: 'documents', quantity: 2 });
    const tooMany = event({ metric: 'documents', quantity: 2 });
    const { status, answer } = await report([
      event({ quantity: 5 }),
      event({ quantity: -5 }),
      known,
      { ...known, quantity: 3 },
      twice,
      twice,
      { ...twice, quantity: 1 },
      tooMany,
      tooMany,
      event({ metric: 'documents', quantity: 1 }),
      event({ metric: 'seats' }),
      event({ occurredAt: ago(36 * day) }),
      event({ occurredAt: '9999-01-01T00:00:00Z' }),
      'nonsense',
      null,
    ]);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ accepted: 3, duplicates: 2, refused: 10 });
    expect(answer.results).toMatchObject([
      { index: 0, outcome: 'accepted' },
      { outcome: 'refused', problem: { error: 'invalid_request', issues: [{ path: 'quantity' }] } },
      { outcome: 'duplicate', idempotencyKey: known.idempotencyKey },
      { outcome: 'refused', problem: { error: 'idempotency_conflict' } },
      { outcome: 'accepted' },
      { outcome: 'duplicate' },
      { outcome: 'refused', problem: { error: 'idempotency_conflict' } },
      { outcome: 'refused', problem: { error: 'quota_exceeded' } },
      // Its first was not counted, so this one is no repeat of something counted.
      { outcome: 'refused', problem: { error: 'quota_exceeded' } },
      { outcome: 'accepted' },
      { outcome: 'refused', problem: { error: 'invalid_request', issues: [{ path: 'metric' }] } },
      { outcome: 'refused', problem: { error: 'invalid_request', issues: [{ path: 'occurredAt' }] } },
      { outcome: 'refused', problem: { error: 'invalid_request', issues: [{ path: 'occurredAt' }] } },
      { index: 13, idempotencyKey: null, outcome: 'refused' },
      { index: 14, idempotencyKey: null, outcome: 'refused' },
    ]);
    expect(await tallyOf(organizationId, 'llm_tokens')).toMatchObject({ used: 7, eventsUsed: 7 });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 3, eventsUsed: 3 });
  });

  it('is answered event by event also when nothing of it was counted', async () => {
    const { status, answer } = await report([event({ quantity: 0 })]);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ accepted: 0, refused: 1 });
  });

  it('may have a thousand events and not one more, of which then none counts', async () => {
    await overrideLimit(organizationId, 'llm_tokens', { quotaLimit: null });
    const thousand = Array.from({ length: 1000 }, () => event({ quantity: 2 }));
    expect(await report(thousand)).toMatchObject({ status: 200, answer: { accepted: 1000 } });
    expect(await report(thousand)).toMatchObject({ status: 200, answer: { duplicates: 1000 } });
    const more = Array.from({ length: 1001 }, () => event());
    expect(await report(more)).toMatchObject({ status: 422, answer: { error: 'invalid_request' } });
    for (const nothing of [[], 'text', 7, null]) {
      expect((await report(JSON.stringify(nothing))).status).toBe(422);
    }
    expect(
      (await report(`[${JSON.stringify(event({ properties: { a: 'x'.repeat(1 << 20) } }))}]`)).status,
    ).toBe(413);
    expect(await tallyOf(organizationId, 'llm_tokens')).toMatchObject({ used: 2000, events: 1000 });
  });

  it('counts each into the period in which it occurred', async () => {
    await report([
      event({ metric: 'search_queries', occurredAt: ago(2 * day) }),
      event({ metric: 'search_queries' }),
    ]);
    const counters = await asService('test.counters', (tx) =>
      tx.usageCounter.findMany({ where: { organizationId, metric: 'search_queries' } }),
    );
    expect(counters.map(({ used }) => used)).toEqual([1n, 1n]);
  });

  it('of two that overlap, sent at once, counts each event once', async () => {
    await overrideLimit(organizationId, 'llm_tokens', { quotaLimit: null });
    const events = Array.from({ length: 60 }, () => event());
    await Promise.all([events, events.toReversed(), events.slice(20, 50)].map((list) => report(list)));
    expect(await tallyOf(organizationId, 'llm_tokens')).toMatchObject({ used: 60, events: 60 });
  });
});

describe('who may report', () => {
  it('is a member who may write, and nobody for another organization', async () => {
    const colleague = await makePerson();
    await givePlan(organizationId, 'team');
    await joinOrganization(colleague, organizationId, 'viewer');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: colleague.userId }, data: { activeOrganizationId: organizationId } }),
    );
    const theirs = accessTokenIn(await sessionCookiesOf(colleague));
    expect(await report(event(), theirs)).toMatchObject({ status: 403, answer: { error: 'forbidden' } });
    expect(await report([event()], theirs)).toMatchObject({ status: 403 });
    expect((await report(event(), 'nobody')).status).toBe(401);

    const key = crypto.randomUUID();
    await report(event({ idempotencyKey: key }));
    const other = await makePerson();
    const others = accessTokenIn(await sessionCookiesOf(other));
    expect(await report(event({ idempotencyKey: key, quantity: 9 }), others)).toMatchObject({ status: 200 });
    expect(await tallyOf(other.organizationId, 'llm_tokens')).toMatchObject({ used: 9 });
  });

  it('is nobody while a payment is overdue for too long', async () => {
    await givePlan(organizationId, 'pro');
    await asService('test.owe', (tx) =>
      tx.subscription.updateMany({
        where: { organizationId },
        data: { status: 'past_due', pastDueSince: new Date(Date.now() - 8 * day * 1000) },
      }),
    );
    expect(await report([event()])).toMatchObject({ status: 402, answer: { error: 'payment_required' } });
    expect(await tallyOf(organizationId, 'llm_tokens')).toMatchObject({ used: 0, events: 0 });
  });
});
