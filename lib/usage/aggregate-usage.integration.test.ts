import { Client } from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, asTenant, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import { consumeUsage } from '.';
import { aggregateUsage } from './aggregate-usage';
import { aggregatesOf, consume, overrideLimit, tallyOf } from './test-support';

let person: TestPerson;
let organizationId: string;

beforeEach(async () => {
  person = await makePerson();
  organizationId = person.organizationId;
  await overrideLimit(organizationId, 'runs', { quotaLimit: null });
});
afterAll(disconnect);

describe('aggregation', () => {
  it('takes each event once, by metric and minute, however often it runs', async () => {
    await consume(person, { runs: 2, llm_tokens: 30 });
    await consume(person, { runs: 5 });
    await aggregateUsage();
    await aggregateUsage();
    await consume(person, { runs: 1 });
    await aggregateUsage();

    const runs = await aggregatesOf(organizationId, 'runs');
    expect(runs.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(8);
    expect(runs.reduce((sum, { eventCount }) => sum + eventCount, 0)).toBe(3);
    for (const { bucket, meterState } of runs) {
      expect(bucket.getTime() % 60_000).toBe(0);
      expect(meterState).toBe('none');
    }
    expect(await aggregatesOf(organizationId, 'llm_tokens')).toMatchObject([
      { quantity: 30n, eventCount: 1 },
    ]);
  });

  it('waits for a transaction that began before others and ends after them', async () => {
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const slow = asService('test.slow', async (tx) => {
      await consumeUsage(tx, person, { key: 'slow', items: { runs: 100 } });
      begun.resolve();
      await mayEnd.promise;
    });
    await begun.promise;
    const other = await makePerson();
    await consume(other, { runs: 7 });
    await aggregateUsage();
    expect(await aggregatesOf(other.organizationId, 'runs')).toEqual([]);

    mayEnd.resolve();
    await slow;
    await aggregateUsage();
    expect(await aggregatesOf(organizationId, 'runs')).toMatchObject([{ quantity: 100n }]);
    expect(await aggregatesOf(other.organizationId, 'runs')).toMatchObject([{ quantity: 7n }]);
  });

  it('loses and doubles nothing while many write, some fail, and two aggregate', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, makePerson));
    const people = [person, ...others];
    for (const { organizationId: id } of others) await overrideLimit(id, 'runs', { quotaLimit: null });
    let writing = true;
    const aggregators = [1, 2].map(async () => {
      while (writing) await aggregateUsage(3);
    });
    await Promise.all(
      people.map(async (each) => {
        for (let i = 0; i < 30; i++) {
          const attempt = asService('test.write', async (tx) => {
            await consumeUsage(tx, each, { key: `${i}`, items: { runs: i + 1 } });
            if (i % 7 === 3) throw new RangeError('given up');
          });
          await attempt.catch((error: unknown) => expect(error).toBeInstanceOf(RangeError));
        }
      }),
    );
    writing = false;
    await Promise.all(aggregators);
    await aggregateUsage(3);

    for (const { organizationId: id } of people) {
      const tally = await tallyOf(id, 'runs');
      const aggregates = await aggregatesOf(id, 'runs');
      expect(tally.used).toBe(tally.eventsUsed);
      expect(aggregates.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(tally.used);
      expect(aggregates.reduce((sum, { eventCount }) => sum + eventCount, 0)).toBe(tally.events);
    }
  });

  it('takes again what a run had taken that did not come to its end', async () => {
    await consume(person, { runs: 4 });
    const cutOff = asService('test.cut-off', async (tx) => {
      await tx.$queryRaw`select app.aggregate_usage(1000)`;
      throw new RangeError('cut off');
    });
    await expect(cutOff).rejects.toThrow('cut off');
    await aggregateUsage();
    expect(await aggregatesOf(organizationId, 'runs')).toMatchObject([{ quantity: 4n }]);
  });

  it('has what is to be billed wait for its meter, by the second for what never resets', async () => {
    await givePlan(organizationId, 'team');
    await overrideLimit(organizationId, 'runs', { quotaLimit: 3 });
    await overrideLimit(organizationId, 'storage_bytes', { quotaLimit: 1000 });
    await consume(person, { runs: 5, storage_bytes: 1400 });
    await aggregateUsage();
    expect(await aggregatesOf(organizationId, 'runs')).toMatchObject([
      { quantity: 5n, overageQuantity: 2n, meterState: 'pending' },
    ]);
    const [event] = await asService('test.event', (tx) =>
      tx.usageEvent.findMany({ where: { organizationId, metric: 'storage_bytes' } }),
    );
    const second = Math.floor((event?.occurredAt.getTime() ?? 0) / 1000) * 1000;
    expect(await aggregatesOf(organizationId, 'storage_bytes')).toMatchObject([
      { overageQuantity: 400n, meterState: 'pending', bucket: new Date(second) },
    ]);
  });

  it('can go on in a database that counts its transactions anew', async () => {
    await consume(person, { runs: 4 });
    await aggregateUsage();
    await consume(person, { runs: 2 });
    const owner = new URL(env().DATABASE_URL);
    owner.username = 'postgres';
    owner.password = 'postgres';
    const client = new Client({ connectionString: owner.href });
    await client.connect();
    try {
      await client.query('begin');
      // As after a restore: whatever was written before seems to lie in the future.
      await client.query('alter table app.usage_events disable trigger usage_events_append_only');
      await client.query('update app.usage_events set tx_id = tx_id + 1000000000');
      await client.query('update app.usage_cursors set position = position + 1000000000');
      await client.query('savepoint restored');
      await client.query('set local role foothold_service');
      await expect(client.query('select app.aggregate_usage(100000)')).rejects.toThrow(
        /counts its transactions anew/,
      );
      await client.query('rollback to savepoint restored');
      await client.query('select app.restart_usage_cursor()');
      await client.query('set local role foothold_service');
      await client.query('select app.aggregate_usage(100000)');
      const { rows } = await client.query(
        'select sum(quantity)::integer as quantity, sum(event_count)::integer as events from app.usage_aggregates where organization_id = $1 and metric = $2',
        [organizationId, 'runs'],
      );
      expect(rows).toEqual([{ quantity: 6, events: 2 }]);
    } finally {
      await client.query('rollback');
      await client.end();
    }
  });

  it('is for service work alone', async () => {
    await expect(asTenant(person, (tx) => tx.$queryRaw`select app.aggregate_usage(10)`)).rejects.toThrow(
      /permission denied/,
    );
  });
});
