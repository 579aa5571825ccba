import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import { commitUsage, creditUsageIn, reserveUsage, type UsageCredit, usageOf } from '.';
import { consume, overrideLimit, tallyOf } from './test-support';

let person: TestPerson;
beforeEach(async () => {
  person = await makePerson();
});
afterAll(disconnect);

const credit = (given: Partial<UsageCredit> = {}) =>
  asService('test.credit', (tx) =>
    creditUsageIn(tx, person.organizationId, {
      key: 'one',
      metric: 'documents',
      quantity: 3,
      userId: person.userId,
      ...given,
    }),
  );

describe('a credit', () => {
  it('makes room in the present period, by an event that the counter is the sum of', async () => {
    await overrideLimit(person.organizationId, 'documents', { quotaLimit: 5 });
    await consume(person, { documents: 5 });
    await expect(consume(person, { documents: 1 })).rejects.toMatchObject({ code: 'quota_exceeded' });
    expect(await credit()).toMatchObject({ credited: 3, repeated: false, counter: { used: 2, reserved: 0 } });
    expect(await tallyOf(person.organizationId, 'documents')).toMatchObject({
      used: 2,
      eventsUsed: 2,
      events: 2,
    });
    await consume(person, { documents: 3 });
    await expect(consume(person, { documents: 1 })).rejects.toMatchObject({ code: 'quota_exceeded' });
  });

  it('never takes back more than was used, and nothing of what is reserved', async () => {
    await overrideLimit(person.organizationId, 'documents', { quotaLimit: 5 });
    await consume(person, { documents: 2 });
    const held = await reserveUsage(person, { key: 'held', items: { documents: 3 } });
    expect(await credit({ quantity: 100 })).toMatchObject({
      credited: 2,
      counter: { used: 0, reserved: 3 },
    });
    expect(await commitUsage(person, held)).toBe('committed');
    expect(await tallyOf(person.organizationId, 'documents')).toMatchObject({
      used: 3,
      reserved: 0,
      eventsUsed: 3,
    });
    expect(await usageOf(person, 'documents')).toMatchObject({ used: 3, reserved: 0, remaining: 2 });
  });

  it('counts once for one key, and is refused for another credit under it', async () => {
    await consume(person, { documents: 9, runs: 9 });
    await credit();
    expect(await credit()).toMatchObject({ credited: 3, repeated: true, counter: { used: 6 } });
    await expect(credit({ quantity: 4 })).rejects.toMatchObject({ code: 'idempotency_conflict' });
    await expect(credit({ metric: 'runs' })).rejects.toMatchObject({ code: 'idempotency_conflict' });
    expect(await credit({ key: 'another' })).toMatchObject({ credited: 3, counter: { used: 3 } });
    expect(await tallyOf(person.organizationId, 'runs')).toMatchObject({ used: 9, events: 1 });
  });

  it('of nothing used writes nothing', async () => {
    expect(await credit()).toMatchObject({ credited: 0, repeated: false, counter: { used: 0 } });
    expect(await tallyOf(person.organizationId, 'documents')).toMatchObject({ events: 0, used: 0 });
  });

  it('stays exact beside whoever counts at the same time', async () => {
    await overrideLimit(person.organizationId, 'documents', { quotaLimit: null });
    await consume(person, { documents: 50 });
    const results = await Promise.all([
      ...Array.from({ length: 20 }, () => consume(person, { documents: 1 })),
      ...Array.from({ length: 10 }, (_, index) => credit({ key: `key ${index % 5}`, quantity: 4 })),
    ]);
    expect(results).toHaveLength(30);
    expect(await tallyOf(person.organizationId, 'documents')).toMatchObject({ used: 50, eventsUsed: 50 });
  });

  it('leaves what is billed above the limit as it is', async () => {
    await givePlan(person.organizationId, 'team');
    await overrideLimit(person.organizationId, 'runs', { quotaLimit: 10 });
    await consume(person, { runs: 14 });
    expect(await tallyOf(person.organizationId, 'runs')).toMatchObject({ overage: 4, eventsOverage: 4 });
    await credit({ metric: 'runs', quantity: 6 });
    expect(await tallyOf(person.organizationId, 'runs')).toMatchObject({
      used: 8,
      overage: 4,
      eventsOverage: 4,
    });
    // Two are free again; what comes then is above the limit as before.
    await consume(person, { runs: 3 });
    expect(await tallyOf(person.organizationId, 'runs')).toMatchObject({ overage: 5, eventsOverage: 5 });
  });

  it('of what never resets is refused: what is used is what is there', async () => {
    for (const metric of ['saved_jobs', 'seats', 'storage_bytes', 'api_keys'] as const)
      await expect(credit({ metric })).rejects.toMatchObject({
        status: 422,
        extras: { issues: [{ path: 'metric' }] },
      });
  });
});
