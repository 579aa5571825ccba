import { buildApp } from '@/local/build';
import type { Variables } from '@/local/environment';
import type { LocalProfile } from '@/local/profiles';
import { step } from '@/local/steps.mjs';
import { type EdgeCall, type EdgeCalls, edgeCalls, redisDown, type Visitor, visitors } from './edge-calls';
import { type Figures, figuresOf } from './figures';
import { runBench } from './frame';
import { startWeb } from './processes';

/** `npm run bench:edge`: see README.md beside it for what it measures and what that is not good for. */
const people = 32;
// What is compared takes turns, so that a machine that is busy for a moment is busy for all.
const rounds = 10;
const callsARound = 200;
const lanes = 32;
const loadMs = 10_000;
const target = { verifyP50Ms: 0.15, verifyP99Ms: 1, ownP50Ms: 2 };

await runBench(async ({ profile, variables }) => {
  await buildApp();
  const all = await step(`${people} people`, async () => {
    const { seed } = await import('@/prisma/seed');
    await seed();
    return visitors(people);
  });
  const calls = await edgeCalls(all);
  const alone = await step('one after the other', () => inTurns(calls));
  const down = await step('the same while Redis is down', () =>
    inTurns({ withoutRedis: calls.withRedis }, redisDown),
  );
  const load = await step(`${lanes} connections`, () => underLoad(profile, variables, all));
  console.log(report({ ...alone, ...down }, load));
});

type Alone = Record<keyof EdgeCalls | 'withoutRedis', Figures>;

/** One call after the other, of each kind in turns. The first round of each only warms up. */
async function inTurns<Kind extends string>(
  calls: Record<Kind, EdgeCall>,
  around = (work: () => Promise<void>) => work(),
): Promise<Record<Kind, Figures>> {
  const kinds = Object.keys(calls) as Kind[];
  const waitedMs = new Map(kinds.map((kind) => [kind, [] as number[]]));
  await around(async () => {
    for (let round = 0; round <= rounds; round++) {
      for (const kind of kinds) {
        for (let index = 0; index < callsARound; index++) {
          const began = performance.now();
          await calls[kind](index);
          if (round > 0) waitedMs.get(kind)?.push(performance.now() - began);
        }
      }
    }
  });
  const figures = kinds.map((kind) => {
    const waited = waitedMs.get(kind) ?? [];
    return [
      kind,
      figuresOf(
        waited,
        waited.reduce((sum, each) => sum + each, 0),
      ),
    ];
  });
  return Object.fromEntries(figures);
}

type Load = { figures: Figures; refused: number };

/** `GET /api/jobs` of the production build by so many connections, each of another person, for ten seconds. */
async function underLoad(
  profile: LocalProfile,
  variables: Variables,
  all: readonly Visitor[],
): Promise<Load> {
  const web = await startWeb(profile, variables);
  try {
    await requests(variables, all, 2_000);
    return await requests(variables, all, loadMs);
  } finally {
    await web.stop();
  }
}

async function requests({ APP_URL }: Variables, all: readonly Visitor[], ms: number): Promise<Load> {
  const waitedMs: number[] = [];
  let refused = 0;
  const began = performance.now();
  const lane = async ({ cookie }: Visitor) => {
    while (performance.now() - began < ms) {
      const asked = performance.now();
      const answer = await fetch(`${APP_URL}/api/jobs`, { headers: { cookie } });
      await answer.arrayBuffer();
      waitedMs.push(performance.now() - asked);
      if (!answer.ok) refused += 1;
    }
  };
  await Promise.all(all.slice(0, lanes).map(lane));
  return { figures: figuresOf(waitedMs, performance.now() - began), refused };
}

function report(alone: Alone, { figures, refused }: Load): string {
  const ms = ({ p50, p99, max }: Figures) => [p50, p99, max].map((value) => value.toFixed(3));
  const line = (name: string, ...cells: string[]) =>
    `  ${name.padEnd(36)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  const verdict = (held: boolean) => (held ? 'held' : 'missed');
  const { verifyFirst, verify, withRedis, withoutRedis, handler, whole, bareRedis } = alone;
  return [
    '',
    line('milliseconds', 'half', '99 of 100', 'longest'),
    line('JWT verification, first time', ...ms(verifyFirst)),
    line('JWT verification', ...ms(verify)),
    line('bare round trip to Redis', ...ms(bareRedis)),
    line('middleware', ...ms(withRedis)),
    line('middleware while Redis is down', ...ms(withoutRedis)),
    line('GET /api/jobs without the middleware', ...ms(handler)),
    line('GET /api/jobs with it', ...ms(whole)),
    line('ratio', (whole.p50 / handler.p50).toFixed(2), (whole.p99 / handler.p99).toFixed(2)),
    '',
    line(`GET /api/jobs, ${lanes} connections`, ...ms(figures)),
    `  ${Math.round(figures.perSecond).toLocaleString('en-US')} a second, ${refused} refused`,
    '',
    `  targets: JWT verification half under ${target.verifyP50Ms} ms ${verdict(verify.p50 < target.verifyP50Ms)}, ` +
      `99 of 100 under ${target.verifyP99Ms} ms ${verdict(verifyFirst.p99 < target.verifyP99Ms)}; ` +
      `middleware half under ${target.ownP50Ms} ms without waiting for Redis ${verdict(withoutRedis.p50 < target.ownP50Ms)}`,
    '',
  ].join('\n');
}
