import type { Pool } from 'pg';
import { step } from '@/local/steps.mjs';
import { type Figures, figuresOf } from './figures';
import { runBench } from './frame';
import { makeTenants, type Tenant, tenantPool } from './tenants';
import {
  bareInsert,
  bareUpdate,
  bareWrites,
  commit,
  ingest,
  makeCopies,
  reserve,
  take,
} from './usage-statements';

/** `npm run bench:usage`: see README.md beside it for what it measures and what that is not good for. */
const organizations = 1_000;
// In flight at once, each on a connection of its own.
const lanes = 16;
// What the processors can spare depends on how many ask at once: 10 is what one process of the product opens by itself.
const fewerLanes = [1, 5, 10];
// What is compared takes turns, so that a machine that is busy for a moment is busy for both.
const rounds = 7;
const roundMs = 1_000;
const batch = 1_000;
const checks = 3_000;
const target = { spread: 0.5, checkP99Ms: 1, ingestion: 0.5 };

await runBench(measure);

async function measure(): Promise<void> {
  const { app, owner } = tenantPool(lanes);
  const tenants = await step(`${organizations} organizations`, async () => {
    const { seed } = await import('@/prisma/seed');
    await seed();
    const made = await makeTenants(owner, organizations);
    await makeCopies(owner);
    return made;
  });
  const [first] = tenants;
  if (!first) throw new Error('There is no organization.');
  const spread = await step('spread over all', () => compare(app, owner, tenants));
  const onOne = await step('all on one', () => compare(app, owner, [first]));
  const byConnections = await step('with fewer connections', () => compareAtEach(app, owner, tenants));
  const ingestion = await step('ingestion', () => compareIngestion(app, owner, tenants));
  const checked = await step('entitlement checks', () => timeChecks(tenants));
  const wrong = await countersThatAreWrong(owner);
  console.log(report({ spread, onOne, byConnections, ingestion, checked, wrong }));
  if (wrong > 0) process.exitCode = 1;
  await Promise.all([app.end(), owner.end()]);
}

type Comparison = { bare: number; writes: number; calls: number; pairs: number; takes: number };

/**
 * How many a second: bare updates, calls that only write what the engine's calls write, calls of the engine, pairs of reserve
 * and commit, and takes, which are both in one.
 */
async function compare(app: Pool, owner: Pool, tenants: readonly Tenant[]): Promise<Comparison> {
  const bare = (lane: number, turn: number) => bareUpdate(owner, of(tenants, lane, turn));
  const writes = (lane: number, turn: number) =>
    bareWrites(owner, of(tenants, lane, turn), crypto.randomUUID());
  const pair = pairOf(app, tenants);
  const both = (lane: number, turn: number) => take(app, of(tenants, lane, turn), crypto.randomUUID());
  const [bares = 0, written = 0, pairs = 0, takes = 0] = await inTurns([bare, writes, pair, both]);
  return { bare: bares, writes: written * 2, calls: pairs * 2, pairs, takes };
}

type AtConnections = { connections: number; bare: number; calls: number };

/** Bare updates and calls, as {@link compare} does, by fewer at once. */
async function compareAtEach(app: Pool, owner: Pool, tenants: readonly Tenant[]): Promise<AtConnections[]> {
  const bare = (lane: number, turn: number) => bareUpdate(owner, of(tenants, lane, turn));
  const found: AtConnections[] = [];
  for (const connections of fewerLanes) {
    const [bares = 0, pairs = 0] = await inTurns([bare, pairOf(app, tenants)], connections);
    found.push({ connections, bare: bares, calls: pairs * 2 });
  }
  return found;
}

function pairOf(app: Pool, tenants: readonly Tenant[]): Work {
  return async (lane, turn) => {
    const tenant = of(tenants, lane, turn);
    const key = crypto.randomUUID();
    await reserve(app, tenant, key);
    await commit(app, tenant, key);
  };
}

type Ingestion = { bare: number; events: number };

/** Events a second, a thousand in each call. */
async function compareIngestion(app: Pool, owner: Pool, tenants: readonly Tenant[]): Promise<Ingestion> {
  const [bare = 0, events = 0] = await inTurns(
    [
      (lane, turn) => bareInsert(owner, of(tenants, lane, turn), batch),
      (lane, turn) => ingest(app, of(tenants, lane, turn), batch),
    ],
    4,
  );
  return { bare: bare * batch, events: events * batch };
}

type Checks = { check: Figures; anew: Figures; bare: Figures };

/** One after the other: checks as they come, checks that read the cache each time, and what such a read costs at best. */
async function timeChecks(tenants: readonly Tenant[]): Promise<Checks> {
  const { hasFeature } = await import('@/lib/entitlements');
  const { callCache } = await import('@/lib/resilience');
  const some = tenants.slice(0, 20);
  const check = (index: number) => hasFeature(of(some, 0, Math.floor(index / 50)), 'ai_insights');
  // Each organization so seldom that it is forgotten in between.
  const anew = (index: number) => hasFeature(of(tenants, 0, index), 'ai_insights');
  const bare = (index: number) =>
    callCache((redis) =>
      redis.mget(`entitlements:${of(tenants, 0, index).organizationId}`, 'catalogue:version'),
    );
  for (let index = 0; index < tenants.length; index++) await anew(index);
  return { check: await timed(check), anew: await timed(anew), bare: await timed(bare) };
}

async function timed(one: (index: number) => Promise<unknown>): Promise<Figures> {
  const waitedMs: number[] = [];
  const began = performance.now();
  for (let index = 0; index < checks; index++) {
    const asked = performance.now();
    await one(index);
    waitedMs.push(performance.now() - asked);
  }
  return figuresOf(waitedMs, performance.now() - began);
}

type Work = (lane: number, turn: number) => Promise<unknown>;

/** How often each work is done in a second, in the middle one of its rounds. The first round of each only warms up. */
async function inTurns(works: Work[], atOnce = lanes): Promise<number[]> {
  const rates = works.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, work] of works.entries()) {
      const rate = await perSecond(work, atOnce);
      if (round > 0) rates[index]?.push(rate);
    }
  }
  return rates.map((each) => each.toSorted((a, b) => a - b)[Math.floor(each.length / 2)] ?? Number.NaN);
}

async function perSecond(work: Work, atOnce: number): Promise<number> {
  let done = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async (_, lane) => {
      for (let turn = 0; performance.now() - began < roundMs; turn++) {
        await work(lane, turn);
        done += 1;
      }
    }),
  );
  return (done / (performance.now() - began)) * 1000;
}

function of(tenants: readonly Tenant[], lane: number, turn: number): Tenant {
  const tenant = tenants[(lane * 61 + turn * 17) % tenants.length];
  if (!tenant) throw new Error('There is no organization.');
  return tenant;
}

/** Whatever the figures are, they count for nothing when a count is lost. */
async function countersThatAreWrong(owner: Pool): Promise<number> {
  const { rows } = await owner.query<{ wrong: number }>(`
    select count(*)::int as wrong
    from app.usage_counters c
    full join (
      select organization_id, metric, period_start, sum(quantity) as used
      from app.usage_events group by 1, 2, 3
    ) e using (organization_id, metric, period_start)
    where coalesce(c.used, 0) <> coalesce(e.used, 0) or coalesce(c.reserved, 0) <> 0`);
  return rows[0]?.wrong ?? Number.NaN;
}

type Findings = {
  spread: Comparison;
  onOne: Comparison;
  byConnections: AtConnections[];
  ingestion: Ingestion;
  checked: Checks;
  wrong: number;
};

function report({ spread, onOne, byConnections, ingestion, checked, wrong }: Findings): string {
  const { check, anew, bare } = checked;
  const ms = ({ p50, p99, max }: Figures) => [p50, p99, max].map((value) => value.toFixed(3));
  const many = (value: number) => Math.round(value).toLocaleString('en-US');
  const ratio = (value: number, to: number) => (value / to).toFixed(2);
  const verdict = (held: boolean) => (held ? 'held' : 'missed');
  const line = (name: string, ...cells: string[]) =>
    `  ${name.padEnd(34)}${cells.map((cell) => cell.padStart(16)).join('')}`;
  return [
    '',
    line('a second', `over ${organizations}`, 'all on one'),
    line('bare update … returning', many(spread.bare), many(onOne.bare)),
    line('bare writes of reserve or commit', many(spread.writes), many(onOne.writes)),
    line('reserve or commit, calls', many(spread.calls), many(onOne.calls)),
    line('reserve and commit, pairs', many(spread.pairs), many(onOne.pairs)),
    line('take, both in one call', many(spread.takes), many(onOne.takes)),
    line('ratio of calls to bare', ratio(spread.calls, spread.bare), ratio(onOne.calls, onOne.bare)),
    line('ratio of bare writes to bare', ratio(spread.writes, spread.bare), ratio(onOne.writes, onOne.bare)),
    line(
      'ratio of calls to bare writes',
      ratio(spread.calls, spread.writes),
      ratio(onOne.calls, onOne.writes),
    ),
    line('ratio of pairs to bare', ratio(spread.pairs, spread.bare), ratio(onOne.pairs, onOne.bare)),
    line('ratio of takes to bare', ratio(spread.takes, spread.bare), ratio(onOne.takes, onOne.bare)),
    '',
    line('connections', ...byConnections.map(({ connections }) => String(connections)), String(lanes)),
    line(
      'ratio of calls to bare',
      ...[...byConnections, spread].map(({ calls, bare }) => ratio(calls, bare)),
    ),
    '',
    line('events a second', `${batch} a call`),
    line('bare insert', many(ingestion.bare)),
    line('ingestion', many(ingestion.events)),
    line('ratio', ratio(ingestion.events, ingestion.bare)),
    '',
    line('milliseconds', 'half', '99 of 100', 'longest'),
    line('entitlement check', ...ms(check)),
    line('read anew each time', ...ms(anew)),
    line('bare MGET', ...ms(bare)),
    '',
    `  targets: calls at least ${target.spread} of bare when spread, ${lanes} connections ${verdict(spread.calls / spread.bare >= target.spread)}, ` +
      `check under ${target.checkP99Ms} ms ${verdict(check.p99 < target.checkP99Ms)}, ` +
      `ingestion at least ${target.ingestion} of bare ${verdict(ingestion.events / ingestion.bare >= target.ingestion)}`,
    `  counters that differ from their events: ${wrong}`,
    '',
  ].join('\n');
}
