import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { disconnect } from '@/lib/db';
import { commandNames } from './convergence/commands';
import { anyHistory, inWords } from './convergence/history';
import { runHistory } from './convergence/run-history';
import { type OwnAccount, startOwnAccount } from './convergence/test-support';

// The worker's pauses are for what others do meanwhile. Here everything happens in turn, and a pause is only a wait.
vi.mock('node:timers/promises', async (original) => ({
  ...(await original<typeof import('node:timers/promises')>()),
  setTimeout: async () => {},
}));

/** `npm run test:soak` sets them; see local/test/soak.ts. */
const runs = Number(process.env.FOOTHOLD_HISTORIES ?? 200);
const seed = Number(process.env.FOOTHOLD_HISTORIES_SEED ?? Date.now() % 2 ** 31);
const path = process.env.FOOTHOLD_HISTORIES_PATH;
const common = ['buy', 'change', 'cancel', 'fail a renewal', 'refund', 'wait'];
const runMsMax = 10_000;
const shrinkMsMax = 90_000;

let own: OwnAccount;
beforeAll(async () => {
  own = await startOwnAccount();
});
afterAll(async () => {
  await own?.stop();
  await disconnect();
});

it(
  `local state equals Stripe’s after any of ${runs} histories`,
  async () => {
    const done = new Map(commandNames().map((name) => [name, 0]));
    const began = performance.now();
    let [lived, commands] = [0, 0];
    let failedAt: number | undefined;
    const property = fc.asyncProperty(anyHistory(), async (history) => {
      // Whoever waits for the report wants a small history, not the smallest.
      if (failedAt !== undefined && performance.now() - failedAt > shrinkMsMax) return;
      try {
        for (const { command, outcomes } of await runHistory(own, history)) {
          if (outcomes.includes('done')) done.set(command, (done.get(command) ?? 0) + 1);
        }
      } catch (error) {
        if (failedAt === undefined)
          console.error(`A history failed with seed ${seed}; looking for a smaller one.`);
        failedAt ??= performance.now();
        throw error;
      }
      lived += 1;
      commands += history.steps.length;
      if (lived % 250 === 0)
        console.info(`${lived} histories, ${commands} commands, ${secondsSince(began)} s`);
    });
    const found = await fc.check(property, {
      numRuns: path === undefined ? runs : 1,
      seed,
      ...(path !== undefined && { path, endOnFailure: true }),
    });
    const [history] = found.counterexample ?? [];
    if (history) {
      throw new Error(
        [
          found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance),
          inWords(history),
          `Again: npm run test:soak -- --seed ${seed} --path ${found.counterexamplePath}`,
        ].join('\n\n'),
      );
    }
    console.info(`${lived} histories, ${commands} commands, ${secondsSince(began)} s, seed ${seed}`);
    console.info([...done].map(([name, times]) => `${name} ${times}`).join(', '));
    // What never succeeds proves nothing. Some can succeed so rarely that only many histories are sure to have them.
    const expected = runs >= 1000 ? commandNames() : runs >= 100 ? common : [];
    expect(path === undefined ? expected.filter((name) => !done.get(name)) : []).toEqual([]);
  },
  runs * runMsMax + 2 * shrinkMsMax,
);

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 1000);
}
