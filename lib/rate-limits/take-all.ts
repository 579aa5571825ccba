import { z } from 'zod';
import { rateLimitDecisions } from '@/lib/observability';
import { callCache, isCacheUnavailable } from '@/lib/resilience';
import { memoryLimiter } from './memory-limiter';
import { type Window, waitMs } from './sliding-window';
import { windowArguments } from './window-keys';
import { WINDOW_LUA } from './window-lua';

/** A limit and where Redis counts what was had of it, now and in the window before: see `windowKeys`. */
export type Limit = { window: Window; keys: [string, string] };

/** What came of asking for one of each limit. */
export type Taken = {
  /** In how many milliseconds one would pass; null when this one did. */
  waitMs: number | null;
  /** Takes it back. Never fails: what cannot be taken back is over by itself. */
  giveBack(): Promise<void>;
};

/**
 * Takes one of each limit, or none of any, in one round trip. While Redis does not answer, this process counts for itself.
 * @param policy under which the decision is counted
 */
export async function takeAll(policy: string, limits: readonly Limit[], now: number): Promise<Taken> {
  const { by, wait } = await decide(limits, now);
  rateLimitDecisions.inc({ policy, outcome: wait === null ? 'passed' : 'refused', by });
  return {
    waitMs: wait,
    giveBack: async () => {
      if (wait !== null) return;
      if (by === 'memory') giveBackAlone(limits, now);
      else await giveBackAll(limits);
    },
  };
}

/** Takes one of each limit back in Redis. Never fails. */
export async function giveBackAll(limits: readonly Limit[]): Promise<void> {
  const keys = limits.map(({ keys: [current] }) => current);
  if (keys.length === 0) return;
  try {
    await callCache((redis) => redis.eval(giveBackLua, keys, []));
  } catch (error) {
    if (!isCacheUnavailable(error)) throw error;
  }
}

type Decision = { by: 'redis' | 'memory'; wait: number | null };

async function decide(limits: readonly Limit[], now: number): Promise<Decision> {
  if (limits.length === 0) return { by: 'memory', wait: null };
  try {
    return { by: 'redis', wait: await askRedis(limits, now) };
  } catch (error) {
    if (!isCacheUnavailable(error)) throw error;
    return { by: 'memory', wait: takeAlone(limits, now) };
  }
}

async function askRedis(limits: readonly Limit[], now: number): Promise<number | null> {
  const keys = limits.flatMap((limit) => limit.keys);
  const values = limits.flatMap(({ window }) => [
    String(window.limit),
    ...windowArguments(window.windowMs, now),
  ]);
  const answer = await callCache((redis) => redis.eval(takeLua, keys, values));
  const [which, current, previous] = answerSchema.parse(answer);
  const reached = limits[which - 1];
  return reached ? waitMs(reached.window, { current, previous }, now) : null;
}

/** Answers the number of the first limit that is reached, from 1, with what its windows count; or 0, and has counted one for each. */
const takeLua = `${WINDOW_LUA}
local currents = {}
for i = 1, #KEYS / 2 do
  local current, previous = counted(KEYS[2 * i - 1], KEYS[2 * i])
  if not fits(current, previous, ARGV[3 * i - 2], ARGV[3 * i - 1]) then return { i, current, previous } end
  currents[i] = current
end
for i = 1, #currents do count(KEYS[2 * i - 1], currents[i], ARGV[3 * i]) end
return { 0, 0, 0 }
`;

const answerSchema = z.tuple([z.coerce.number(), z.coerce.number(), z.coerce.number()]);

const ownLimiter = memoryLimiter();

function takeAlone(limits: readonly Limit[], now: number): number | null {
  const taken: Limit[] = [];
  for (const limit of limits) {
    const standing = ownLimiter.take(nameIn(limit), limit.window, now);
    if (!standing.passed) {
      giveBackAlone(taken, now);
      return standing.seconds * 1000;
    }
    taken.push(limit);
  }
  return null;
}

function giveBackAlone(limits: readonly Limit[], now: number): void {
  for (const limit of limits) ownLimiter.giveBack(nameIn(limit), limit.window, now);
}

/** The key without its window, which the limiter in memory reckons by itself. */
function nameIn({ keys: [current] }: Limit): string {
  return current.slice(0, current.lastIndexOf(':'));
}

// What has expired meanwhile must not begin anew below zero.
const giveBackLua = `
for i = 1, #KEYS do
  if tonumber(redis.call('GET', KEYS[i]) or '0') > 0 then redis.call('DECR', KEYS[i]) end
end
return 1
`;
