import { Client } from 'pg';
import type { UserFilter, UserOrder } from '@/lib/admin/users';
import type { Admin } from '@/lib/auth';
import { step } from '@/local/steps.mjs';
import { percentile } from './figures';
import { runBench } from './frame';
import { makePeople } from './people';

/** `npm run bench:admin`: see README.md beside it for what it measures and what that is not good for. */
const people = 100_000;
const rounds = 40;
const statisticsRounds = 20;
const target = { p95Ms: 100 };

await runBench(async () => {
  const owner = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.replace(/\?.*$/, '') });
  await owner.connect();
  const admin = await step(`${people.toLocaleString('en-US')} people`, async () => {
    const { seed } = await import('@/prisma/seed');
    await seed();
    await makePeople(owner, people);
    const { makeAdmin } = await import('@/lib/admin/test-support');
    return makeAdmin();
  });
  const measured = await step('lists and searches', async () => measure(admin, await casesOf(owner)));
  const statistics = await step('statistics', measureStatistics);
  await owner.end();
  console.log(report(measured));
  console.log(reportStatistics(statistics));
});

/** One thing to ask for: with as many variants as there are, one after the other, so that none is asked for twice in a row. */
type Case = {
  name: string;
  variants: { filter: UserFilter; order: UserOrder; cursor?: string | undefined }[];
};

type Measured = { name: string; rows: number; listMs: number[]; countMs: number[] };

async function measure(admin: Admin, cases: readonly Case[]): Promise<Measured[]> {
  const { countUsers, listUsers } = await import('@/lib/admin/users');
  const measured = cases.map(({ name }): Measured => ({ name, rows: 0, listMs: [], countMs: [] }));
  // All cases in turns, so that a machine that is busy for a moment is busy for all. The first round only warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { variants }] of cases.entries()) {
      const [variant, result] = [variants[round % variants.length], measured[index]];
      if (!variant || !result) continue;
      const { filter, order, cursor } = variant;
      const began = performance.now();
      const { users } = await listUsers(admin, { ...filter, ...order, cursor });
      const listed = performance.now();
      await countUsers(admin, filter);
      if (round === 0) continue;
      result.listMs.push(listed - began);
      result.countMs.push(performance.now() - listed);
      result.rows = Math.max(result.rows, users.length);
    }
  }
  return measured;
}

type StatisticsMeasured = {
  days: number;
  firstCountMs: number;
  againMs: number;
  readMs: Map<number, number[]>;
};

/** What counting all finished days takes, and afterwards once more; and what the page waits for, with today counted live. */
async function measureStatistics(): Promise<StatisticsMeasured> {
  const { readStatistics, rollUp } = await import('@/lib/admin/statistics');
  const { periods } = await import('@/lib/admin/statistics/periods');
  const began = performance.now();
  const first = await rollUp();
  const counted = performance.now();
  await rollUp();
  const againMs = performance.now() - counted;
  const readMs = new Map(periods.map((days) => [days, [] as number[]]));
  for (let round = 0; round <= statisticsRounds; round++) {
    for (const [days, waited] of readMs) {
      const asked = performance.now();
      await readStatistics(days);
      if (round > 0) waited.push(performance.now() - asked);
    }
  }
  return { days: first?.counted ?? 0, firstCountMs: counted - began, againMs, readMs };
}

async function casesOf(owner: Client): Promise<Case[]> {
  const { toCursor } = await import('@/lib/admin/users/user-cursor');
  const newest = { sort: 'created', order: 'desc' } as const;
  const some = await sample(owner);
  const filtered = (name: string, ...filters: UserFilter[]): Case => ({
    name,
    variants: filters.map((filter) => ({ filter, order: newest })),
  });
  const searched = (name: string, words: readonly string[]) => filtered(name, ...words.map((q) => ({ q })));
  const sorted = (sort: UserOrder['sort'], order: UserOrder['order']): Case => ({
    name: `sorted by ${sort} ${order}`,
    variants: [{ filter: {}, order: { sort, order } }],
  });
  const deep = (sort: UserOrder['sort']): Case => ({
    name: `90,000 down, by ${sort}`,
    variants: some.map(({ id, keys }) => ({
      filter: {},
      order: { sort, order: 'desc' },
      cursor: toCursor({ sort, order: 'desc', side: 'after', key: keys[sort], id }),
    })),
  });
  return [
    filtered('first page', {}),
    deep('created'),
    deep('seen'),
    deep('email'),
    ...(['created', 'seen', 'email'] as const).flatMap((sort) => [sorted(sort, 'desc'), sorted(sort, 'asc')]),
    ...(['active', 'suspended', 'leaving', 'deleted'] as const).map((status) =>
      filtered(`status ${status}`, { status }),
    ),
    ...(['free', 'basic', 'pro', 'team', 'enterprise'] as const).map((plan) =>
      filtered(`plan ${plan}`, { plan }),
    ),
    filtered('verified', { verified: true }),
    filtered('not verified', { verified: false }),
    filtered('past due', { pastDue: true }),
    filtered('not past due', { pastDue: false }),
    filtered('signed up in a month', { createdFrom: '2025-03-01', createdTo: '2025-03-31' }),
    filtered('seen in a week of last year', { seenFrom: '2025-03-01', seenTo: '2025-03-07' }),
    filtered('many at once', {
      status: 'active',
      plan: 'pro',
      verified: true,
      pastDue: false,
      createdTo: '2026-06-30',
    }),
    filtered('suspended and past due', { status: 'suspended', pastDue: true }),
    searched(
      'part of an address',
      some.map(({ email }) => email.slice(2, -6)),
    ),
    searched('what every second has', ['gmail', 'example', '.com']),
    searched('part of a name', ['lindq', 'okafor', 'anders', 'ivano']),
    searched('first and last name', ['nora berg', 'kim leila', 'mei tanaka']),
    searched('one letter', ['a', 'z', 'q', '7']),
    searched('two letters', ['ab', 'qx', 'jo']),
    searched(
      'beginning of an id',
      some.map(({ id }) => id.slice(0, 8)),
    ),
    searched(
      'whole id',
      some.map(({ id }) => id),
    ),
    searched(
      'Stripe customer',
      some.map(({ customer }) => customer),
    ),
    searched(
      'part of a Stripe customer',
      some.map(({ customer }) => customer.slice(6, 14)),
    ),
    searched(
      'subscription',
      some.map(({ subscription }) => subscription),
    ),
    searched(
      'former address',
      some.map(({ former }) => former.slice(1, -5)),
    ),
    searched('nobody', ['xyzzyplugh', 'nobody@nowhere.test', 'qqq', 'berg qqqqq', 'ffffffff-ffff-4fff']),
    {
      name: 'a name, free plan, by last seen',
      variants: [{ filter: { q: 'rossi', plan: 'free' }, order: { sort: 'seen', order: 'desc' } }],
    },
    {
      name: 'a name, enterprise, by address',
      variants: [{ filter: { q: 'sato', plan: 'enterprise' }, order: { sort: 'email', order: 'asc' } }],
    },
  ];
}

type Sample = {
  id: string;
  email: string;
  customer: string;
  subscription: string;
  former: string;
  keys: Record<UserOrder['sort'], string>;
};

/** People from all over the list, and of each order the key that stands ninety thousand rows down. */
async function sample(owner: Client): Promise<Sample[]> {
  const { rows } = await owner.query<Sample>(`
    select u.id::text as id, u.email, o.stripe_customer_id as customer, s.id as subscription, f.former_email as former,
      jsonb_build_object(
        'created', (select created_at::text from app.users order by created_at desc offset 90000 limit 1),
        'seen', (select coalesce(last_seen_at, '-infinity')::text from app.users
                 order by coalesce(last_seen_at, '-infinity') desc offset 85000 limit 1),
        'email', (select email from app.users order by email desc offset 90000 limit 1)) as keys
    from (select * from app.users where status = 'active' order by id limit 400) u
    join app.organizations o on o.id = u.id join app.subscriptions s on s.organization_id = u.id
    cross join lateral (select former_email from app.users f where former_email is not null and f.id > u.id order by f.id limit 1) f
    limit 40`);
  return rows;
}

function report(measured: readonly Measured[]): string {
  const line = (name: string, ...cells: string[]) =>
    `  ${name.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  const ms = (value: number) => value.toFixed(1);
  const lines = measured.map(({ name, rows, listMs, countMs }) => {
    const p95 = percentile(listMs, 0.95);
    return line(
      name,
      String(rows),
      ms(percentile(listMs, 0.5)),
      ms(p95),
      p95 < target.p95Ms ? 'held' : 'MISSED',
      ms(percentile(countMs, 0.5)),
      ms(percentile(countMs, 0.95)),
    );
  });
  const missed = measured.filter(({ listMs }) => percentile(listMs, 0.95) >= target.p95Ms).length;
  return [
    '',
    line('milliseconds', 'rows', 'list p50', 'list p95', '', 'count p50', 'count p95'),
    ...lines,
    '',
    `  target: list and search under ${target.p95Ms} ms in 95 of 100, at ${people.toLocaleString('en-US')} people: ${
      missed === 0 ? 'held' : `missed by ${missed} of ${measured.length}`
    }`,
    '',
  ].join('\n');
}

function reportStatistics({ days, firstCountMs, againMs, readMs }: StatisticsMeasured): string {
  const line = (name: string, ...cells: string[]) =>
    `  ${name.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  return [
    line('milliseconds', 'p50', 'p95'),
    ...[...readMs].map(([period, waited]) =>
      line(
        `statistics of ${period} days`,
        percentile(waited, 0.5).toFixed(0),
        percentile(waited, 0.95).toFixed(0),
      ),
    ),
    line('counting what is due, each 15 minutes', againMs.toFixed(0)),
    line(`counting ${days} days for the first time`, firstCountMs.toFixed(0)),
    '',
  ].join('\n');
}
