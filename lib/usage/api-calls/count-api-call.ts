import { Redis } from '@upstash/redis/cloudflare';
import { env } from '@/lib/env';
import { fieldOf, OPEN_KEY, organizationFieldOf } from './keys';

/**
 * Counts one call of the API by a user, in one command to Redis, from where the background takes it over. Safe in the edge
 * runtime, where a user's organization is not known. Never fails, and is not repeated: while Redis does not answer, calls are
 * not counted, in the customer's favour, and the log says how many.
 * @returns whether Redis said that it was counted
 */
export function countApiCall(userId: string): Promise<boolean> {
  return add(fieldOf(userId, new Date()), 1);
}

/** Counts one call of the API by a key, for the organization that it belongs to; as {@link countApiCall}. */
export function countOrganizationApiCall(organizationId: string): Promise<boolean> {
  return add(organizationFieldOf(organizationId, new Date()), 1);
}

/**
 * Takes the count of a call back that the handler refused for want of calls: it would otherwise be billed, after an
 * upgrade within the month, as if it had been answered. Never fails, as {@link countApiCall}.
 */
export async function uncountApiCall(userId: string): Promise<void> {
  await add(fieldOf(userId, new Date()), -1);
}

async function add(field: string, calls: 1 | -1): Promise<boolean> {
  if (Date.now() < leaveAloneUntil) {
    missed += calls;
    return false;
  }
  try {
    await client().hincrby(OPEN_KEY, field, calls);
    if (missed !== 0) say('counting API calls again');
    failures = missed = 0;
    return true;
  } catch {
    missed += calls;
    failures += 1;
    if (failures < failuresToPause) return false;
    failures = 0;
    leaveAloneUntil = Date.now() + pauseMs;
    say('Redis does not answer: API calls are not counted');
    return false;
  }
}

// Of this process: failures in a row, and calls that were not counted since it last worked.
let failures = 0;
let missed = 0;
let leaveAloneUntil = 0;

const failuresToPause = 3;
const pauseMs = 5_000;
const waitMs = 1_500;

// The logger of the product does not run at the edge.
function say(msg: string): void {
  console.warn(JSON.stringify({ level: 'warn', msg, missed }));
}

function client(): Redis {
  made ??= new Redis({
    url: env().UPSTASH_REDIS_REST_URL,
    token: env().UPSTASH_REDIS_REST_TOKEN,
    enableTelemetry: false,
    // `false` would still repeat once, and a call whose answer was lost would count twice.
    retry: { retries: 0 },
    signal: () => AbortSignal.timeout(waitMs),
  });
  return made;
}

let made: Redis | undefined;
