import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { syncCustomer } from '@/lib/billing';
import { type OwnAccount, startOwnAccount } from '@/lib/billing/convergence/test-support';
import { meteredInStripe } from '@/lib/billing/metering/test-support';
import { buy, clearFaults, makeOwner, orderFault } from '@/lib/billing/test-support';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { backgroundTasks } from '@/lib/operations';
import { overrideLimit } from '@/lib/usage/test-support';
import { type Operation, readLedger } from '@/local/test/crash-plan';

// A few rounds with every test run, and as many as wanted by `npm run test:crash`.
const rounds = Number(process.env.FOOTHOLD_CRASH_ROUNDS ?? 3);

type Payer = { userId: string; organizationId: string; customer: string };
const billed = ['runs', 'llm_tokens', 'storage_bytes', 'api_calls'] as const;

let own: OwnAccount;
let folder: string;
let ledger: string;
let people: Payer[];
const children = new Set<ChildProcess>();
const workers: Started[] = [];

beforeAll(async () => {
  own = await startOwnAccount();
  folder = await mkdtemp(join(tmpdir(), 'foothold-crash-'));
  ledger = join(folder, 'ledger');
  people = await Promise.all(Array.from({ length: 3 }, payer));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await own.stop();
  await rm(folder, { recursive: true });
  await disconnect();
});

it(
  `counts and bills everything once, though app and workers are killed ${rounds} times under load`,
  async () => {
    for (let round = 0; round < rounds; round++) {
      await orderFault({
        method: 'POST',
        path: '/v1/billing/meter_events',
        status: 500,
        times: 1,
        skip: randomInt(4),
        effect: 'after',
      });
      await orderFault({
        method: 'POST',
        path: '/v1/billing/meter_events',
        status: 500,
        times: 1,
        skip: randomInt(4, 9),
        effect: 'before',
      });
      const plan = JSON.stringify({ round, ledger, people });
      const load = started('local/test/crash-load.ts', { FOOTHOLD_CRASH_PLAN: plan });
      // Two at a time, each for two rounds.
      while (workers.length < 2) workers.push(started('local/test/crash-work.ts'));
      await Promise.all([load, ...workers].map(({ ready }) => ready));
      await Promise.all([load, ...workers.splice(0, 1)].map(killedSoon));
      await clearFaults();
      await letMinutePass();
    }
    await Promise.all(workers.splice(0).map(killedSoon));
    await letMinutePass();
    await settle();

    const { begun, counted } = readLedger(ledger);
    const total = {
      begun: begun.length,
      answered: counted.size,
      events: 0,
      aggregates: 0,
      metered: 0,
      repeated: 0,
    };
    for (const person of people) {
      const operations = begun.filter(({ organizationId }) => organizationId === person.organizationId);
      await expectOperationsInEvents(person, operations, counted);
      for (const metric of billed) {
        const figures = await figuresOf(person, metric);
        const { used, overage } = figures;
        // Storage is billed by its peak also where no event says so: its events know a part of it.
        const eventOverage = metric === 'storage_bytes' ? figures.eventOverage : overage;
        expect({ metric, ...figures }).toEqual({
          metric,
          ...figures,
          used,
          reserved: 0,
          eventUsed: used,
          aggregateUsed: used,
          eventOverage,
          aggregateOverage: overage,
          aggregateEvents: figures.events,
          metered: overage,
          unsettled: 0,
        });
        total.events += figures.events;
        total.aggregates += figures.aggregates;
        total.metered += figures.metered;
        total.repeated += figures.repeated;
      }
    }
    if (process.env.FOOTHOLD_CRASH_ROUNDS) console.log('after', rounds, 'rounds:', total);
    expect(total.metered).toBeGreaterThan(0);
  },
  rounds * 60_000 + 120_000,
);

async function payer(): Promise<Payer> {
  const owner = await makeOwner();
  const { customer } = await buy(owner, { planId: 'team', interval: 'month' });
  await syncCustomer(customer);
  const limits = { runs: 5, llm_tokens: 5, storage_bytes: 5, api_calls: 2 };
  for (const metric of billed)
    await overrideLimit(owner.organizationId, metric, { quotaLimit: limits[metric] });
  return { userId: owner.userId, organizationId: owner.organizationId, customer };
}

type Started = {
  file: string;
  child: ChildProcess;
  exit: Promise<unknown>;
  ready: Promise<unknown>;
  complaints: string[];
};

/** Starts a process; it is ready when it has done something. */
function started(file: string, variables: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, STRIPE_API_URL: env().STRIPE_API_URL, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const exit = once(child, 'exit');
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  return { file, child, exit, ready: Promise.race([once(child.stdout, 'data'), exit]), complaints };
}

/** Kills a process at any moment of its next two seconds of work. */
async function killedSoon({ file, child, exit, complaints }: Started): Promise<void> {
  await Promise.race([sleep(randomInt(2000)), exit]);
  const endedByItself = child.exitCode !== null;
  child.kill('SIGKILL');
  await exit;
  children.delete(child);
  if (endedByItself) throw new Error(`${file} ended by itself: ${complaints.join('')}`);
}

/** Lets the lease of a worker that was killed end, as it does within a minute. */
async function letMinutePass(): Promise<void> {
  await asService('test.lease', (tx) => tx.taskLease.deleteMany({ where: { name: 'billing.report_usage' } }));
}

/** Does what is left to do, until nothing is. */
async function settle(): Promise<void> {
  // Reservations of who was killed last two seconds.
  await sleep(2100);
  await expect.poll(transactionsOfTheDead, { timeout: 30_000 }).toBe(0);
  for (let i = 0; i < 2; i++) {
    for (const { name, run } of backgroundTasks) {
      if (name.startsWith('usage.') || name === 'billing.report_usage') await run();
    }
  }
}

/** Transactions that go on although their process is gone: the database notices when it next speaks to it. */
async function transactionsOfTheDead(): Promise<number> {
  const [row] = await asService(
    'test.transactions',
    (tx) => tx.$queryRaw<{ open: bigint }[]>`
      select count(*) as open from pg_stat_activity
      where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
        and backend_type = 'client backend'`,
  );
  return Number(row?.open);
}

/** What was answered as counted has its events, what was not has none, and there are none but of what was begun. */
async function expectOperationsInEvents(
  { organizationId }: Payer,
  operations: Operation[],
  counted: ReadonlyMap<string, boolean>,
): Promise<void> {
  const rows = await asService('test.events', (tx) => tx.usageEvent.findMany({ where: { organizationId } }));
  const quantities = new Map(rows.map(({ idempotencyKey, quantity }) => [idempotencyKey, Number(quantity)]));
  const known = new Set<string>();
  for (const operation of operations) {
    const wanted = eventsOf(operation);
    for (const [key, quantity] of wanted) {
      known.add(key);
      const found = quantities.get(key);
      if (found !== undefined && operation.kind !== 'remove') expect([key, found]).toEqual([key, quantity]);
    }
    const answer = counted.get(operation.key);
    const presence = wanted.map(([key]) => quantities.has(key));
    // All of an operation or nothing.
    if (operation.kind !== 'remove') expect(new Set(presence).size).toBeLessThan(2);
    if (answer === true) expect(presence).not.toContain(false);
    if (answer === false && operation.kind !== 'remove') expect(presence).not.toContain(true);
  }
  const others = rows.filter(
    ({ idempotencyKey, metric }) =>
      metric !== 'seats' && metric !== 'api_calls' && !known.has(idempotencyKey),
  );
  expect(others).toEqual([]);

  // A call whose count was not confirmed in time may have been counted or not.
  const calls = operations.filter(({ kind }) => kind === 'call');
  const callsCounted = rows
    .filter(({ metric }) => metric === 'api_calls')
    .reduce((sum, { quantity }) => sum + Number(quantity), 0);
  expect(callsCounted).toBeGreaterThanOrEqual(calls.filter(({ key }) => counted.get(key) === true).length);
  expect(callsCounted).toBeLessThanOrEqual(calls.length);
}

/** The events that an operation writes when it counts, by key. */
function eventsOf({ key, kind, quantity }: Operation): [string, number][] {
  switch (kind) {
    case 'take':
      return [[`${key}:runs`, quantity]];
    case 'commit':
    case 'release':
    case 'abandon':
      return [
        [`${key}:runs`, quantity],
        [`${key}:llm_tokens`, quantity],
      ];
    case 'report':
      return Array.from({ length: quantity }, (_, index) => [`ingest:${key}-${index}`, index + 1]);
    case 'store':
    case 'remove':
      return [[`${key}:storage_bytes`, quantity]];
    case 'call':
      return [];
  }
}

async function figuresOf({ organizationId, customer }: Payer, metric: (typeof billed)[number]) {
  const where = { organizationId, metric };
  const { counters, events, aggregates } = await asService('test.figures', async (tx) => ({
    counters: await tx.usageCounter.findMany({ where }),
    events: await tx.usageEvent.findMany({ where }),
    aggregates: await tx.usageAggregate.findMany({ where }),
  }));
  const sum = <Row>(rows: Row[], read: (row: Row) => bigint | number) =>
    rows.reduce((total, row) => total + Number(read(row)), 0);
  return {
    used: sum(counters, ({ used }) => used),
    reserved: sum(counters, ({ reserved }) => reserved),
    overage: sum(counters, ({ overage }) => overage),
    events: events.length,
    eventUsed: sum(events, ({ quantity }) => quantity),
    eventOverage: sum(events, ({ overageQuantity }) => overageQuantity),
    aggregateUsed: sum(aggregates, ({ quantity }) => quantity),
    aggregateOverage: sum(aggregates, ({ overageQuantity }) => overageQuantity),
    aggregateEvents: sum(aggregates, ({ eventCount }) => eventCount),
    repeated: aggregates.filter(({ meterAttempts }) => meterAttempts > 1).length,
    aggregates: aggregates.length,
    unsettled: aggregates.filter(({ meterState }) => meterState !== 'none' && meterState !== 'sent').length,
    metered: await meteredInStripe(customer, metric),
  };
}
