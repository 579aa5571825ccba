import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { makePerson } from '@/local/test/people';
import { consumeUsage } from './consume-usage';

const ahead = 1_000_000_000;
let owner: Client;
beforeAll(async () => {
  owner = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await disconnect();
});

it('after a restore from a dump the aggregation stops until events are renumbered, and then takes each once', async () => {
  const person = await makePerson();
  await take('before');
  await aggregate();
  await take('not aggregated');
  // As if all of it came from a database that had counted further.
  await owner.query(`
    alter table app.usage_events disable trigger usage_events_append_only;
    update app.usage_events set tx_id = tx_id + ${ahead} where tx_id >= 0;
    alter table app.usage_events enable trigger usage_events_append_only;
    update app.usage_cursors set position = position + ${ahead} where name = 'usage_aggregates'`);
  await expect(aggregate()).rejects.toThrow(/counts its transactions anew/);

  await owner.query('select app.renumber_usage_events()');
  await take('after');
  await aggregate();
  await aggregate();
  expect(await aggregated()).toBe(3);
  await expect(
    asService('test.change', (tx) =>
      tx.usageEvent.updateMany({ where: { organizationId: person.organizationId }, data: { quantity: 9 } }),
    ),
  ).rejects.toThrow(/append-only/);

  async function take(key: string): Promise<void> {
    await asService('test.take', (tx) => consumeUsage(tx, person, { key, items: { runs: 1 } }));
  }

  async function aggregated(): Promise<number> {
    const sum = await asService('test.aggregated', (tx) =>
      tx.usageAggregate.aggregate({
        where: { organizationId: person.organizationId, metric: 'runs' },
        _sum: { quantity: true },
      }),
    );
    return Number(sum._sum.quantity);
  }
});

async function aggregate(): Promise<void> {
  await asService('test.aggregate', (tx) => tx.$executeRaw`select app.aggregate_usage()`);
}
