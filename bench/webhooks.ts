import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '@/local/build';
import type { Variables } from '@/local/environment';
import type { LocalProfile } from '@/local/profiles';
import { step } from '@/local/steps.mjs';
import { type Figures, figuresOf } from './figures';
import { runBench } from './frame';
import {
  type MortalWorker,
  type Sender,
  startMortalWorker,
  startSender,
  startWeb,
  type Web,
} from './processes';
import { rawInserts } from './raw-inserts';

/** `npm run bench:webhooks`: see README.md beside it for what it measures and what that is not good for. */
const customers = 200;
const eventCount = 2_000;
// The worker is killed when so many customers are through.
const killAt = [50, 100, 150];
// The burst: so many a second, at random, whatever the app makes of them.
const perSecond = 200;
// In flight at once where it is tried how many the app and the database can take.
const lanes = 10;
const budget = { acknowledgementP99Ms: 50, convergenceMs: 60_000 };

await runBench(async ({ profile, variables }) => {
  await buildApp();
  const events = await step(`${customers} customers, ${eventCount} events`, prepare);
  const web = await startWeb(profile, variables);
  try {
    await measure(profile, variables, web, events);
  } finally {
    await web.stop();
  }
});

// The modules read the environment, which is only known now.
async function prepare(): Promise<string[]> {
  const { seed } = await import('@/prisma/seed');
  const { pushCatalogue } = await import('@/lib/billing');
  const { env } = await import('@/lib/env');
  const { makeSubscribers } = await import('./subscribers');
  await seed();
  await pushCatalogue();
  // The burst is sent by the bench, all at once, and not by the emulator as things happen.
  await fetch(`${env().STRIPE_API_URL}/_control/deliveries/hold`, { method: 'POST', body: '{}' });
  return makeSubscribers(customers, eventCount);
}

async function measure(
  profile: LocalProfile,
  variables: Variables,
  web: Web,
  events: string[],
): Promise<void> {
  const { reconcile } = await import('@/lib/billing');
  const { disconnect } = await import('@/lib/db');
  const sender = startSender(profile.dataDir);
  // This process plays Stripe, which is on machines of its own. What was started by now keeps its priority.
  setPriority(constants.priority.PRIORITY_LOW);
  const raw = await rawInserts(ownerUrlOf(variables), events, lanes);
  const capacity = await burstOf(sender, variables, { events: meaningless(), perSecond: null });

  const cpuBefore = web.cpuMs();
  const began = Date.now();
  const worker = startMortalWorker(profile, variables, killAt);
  const [burst, converged] = await Promise.all([
    burstOf(sender, variables, { events, perSecond }),
    convergence(began, worker),
  ]);
  const cpuAfter = web.cpuMs();
  await worker.stop();
  sender.stop();

  const comparison = await reconcile({ trigger: 'request', days: 3_650 });
  await disconnect();
  const drifts = comparison?.interrupted === null ? comparison.drifts.length : Number.NaN;
  console.log(
    report({
      capacity,
      raw,
      burst,
      converged,
      kills: worker.killed(),
      drifts,
      cpuMs: (cpuAfter ?? Number.NaN) - (cpuBefore ?? Number.NaN),
    }),
  );
  if (burst.refused > 0 || converged.lost > 0 || drifts !== 0 || worker.killed() < killAt.length)
    process.exitCode = 1;
}

function ownerUrlOf({ DIRECT_DATABASE_URL = '' }: Variables): string {
  return DIRECT_DATABASE_URL.replace(/\?.*$/, '');
}

/** Events that the worker has nothing to do with. After them the app has been up for a while. */
function meaningless(): string[] {
  return Array.from({ length: 1_500 }, (_, index) =>
    JSON.stringify({
      id: `evt_warm_${index}`,
      object: 'event',
      type: 'bench.warm_up',
      created: 1,
      livemode: false,
      data: { object: {} },
    }),
  );
}

type Burst = Figures & { refused: number };

async function burstOf(
  sender: Sender,
  { APP_URL, STRIPE_WEBHOOK_SECRET: secret = '' }: Variables,
  burst: { events: string[]; perSecond: number | null },
): Promise<Burst> {
  const url = `${APP_URL}/api/billing/webhooks/stripe`;
  const { waitedMs, refused, tookMs } = await sender.send({ url, secret, lanes, ...burst });
  return { ...figuresOf(waitedMs, tookMs), refused: refused.length };
}

type Convergence = { ms: number; lost: number; syncs: number };

/** Waits until every event is stored and none waits any more. @throws Error after five minutes */
async function convergence(began: number, worker: MortalWorker): Promise<Convergence> {
  const { asService } = await import('@/lib/db');
  const look = () =>
    asService('bench.progress', async (tx) => {
      const [row] = await tx.$queryRaw<{ stored: number; waiting: number; done: number; syncs: number }[]>`
        select count(*)::int as stored,
               count(*) filter (where status in ('received', 'failed'))::int as waiting,
               count(distinct stripe_customer_id) filter (where status = 'processed')::int as done,
               count(distinct (stripe_customer_id, processed_at)) filter (where status = 'processed')::int as syncs
        from app.webhook_events where type <> 'bench.warm_up'`;
      if (!row) throw new Error('The database did not count.');
      return row;
    });
  for (;;) {
    const { stored, waiting, done, syncs } = await look();
    const ms = Date.now() - began;
    if (stored >= eventCount && waiting === 0) return { ms, lost: eventCount - stored, syncs };
    if (ms > 300_000) return { ms, lost: eventCount - stored + waiting, syncs };
    await worker.meet(done);
    await sleep(50);
  }
}

type Results = {
  capacity: Figures;
  raw: Figures;
  burst: Burst;
  converged: Convergence;
  kills: number;
  drifts: number;
  cpuMs: number;
};

function report({ capacity, raw, burst, converged, kills: killed, drifts, cpuMs }: Results): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const within = (value: number, most: number) => (value < most ? 'held' : 'MISSED');
  const times = (value: number) => `${value.toFixed(1)}×`;
  return [
    '',
    `${eventCount} events of ${customers} customers, ${perSecond} a second at random; one app, one worker`,
    '',
    '                         p50        p99        max     a second',
    row('acknowledgement', burst),
    row(`bare insert, ${lanes} lanes`, raw),
    `${'ratio'.padEnd(22)}${times(burst.p50 / raw.p50).padStart(9)}${times(burst.p99 / raw.p99).padStart(11)}` +
      `${times(burst.max / raw.max).padStart(11)}`,
    row(`the most, ${lanes} lanes`, capacity),
    '',
    `acknowledgement p99   ${ms(burst.p99)}, asked is < ${budget.acknowledgementP99Ms} ms: ${within(burst.p99, budget.acknowledgementP99Ms)}`,
    `app                   ${(cpuMs / eventCount).toFixed(1)} ms of a processor per event`,
    `converged after       ${(converged.ms / 1000).toFixed(1)} s, asked is < ${budget.convergenceMs / 1000} s: ${within(converged.ms, budget.convergenceMs)}`,
    `                      ${converged.syncs} syncs; as long as ${Math.round((converged.ms / 1000) * raw.perSecond)} bare inserts`,
    `worker killed         ${killed} times`,
    `refused ${burst.refused}, lost ${converged.lost}, drifts from Stripe afterwards ${drifts}`,
    '',
  ].join('\n');

  function row(name: string, { p50, p99, max, perSecond }: Figures): string {
    return `${name.padEnd(22)}${[p50, p99, max].map((value, index) => ms(value).padStart(index === 0 ? 9 : 11)).join('')}${perSecond.toFixed(0).padStart(12)}`;
  }
}
