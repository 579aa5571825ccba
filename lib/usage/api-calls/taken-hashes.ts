import { Redis } from '@upstash/redis';
import { z } from 'zod';
import { env } from '@/lib/env';
import { OPEN_KEY, TAKEN_KEY, takenKey } from './keys';

/**
 * Takes over what was counted so far: new calls go into a new hash. A repeat with the same id, as after an answer that
 * was lost, takes nothing more.
 */
export async function takeOver(id: string): Promise<void> {
  await client().eval(takeOverScript, [OPEN_KEY, takenKey(id), TAKEN_KEY], [id]);
}

/** The ids of all hashes that were taken over and are not forgotten, by whoever it was. */
export async function takenIds(): Promise<string[]> {
  return z.array(z.uuid()).parse(await client().smembers(TAKEN_KEY));
}

/**
 * What a taken hash holds: how many calls by field. Empty when it is forgotten. A field has none, or less, when calls were
 * taken back whose count is in another minute, or in the hash before.
 */
export async function callsIn(id: string): Promise<Record<string, number>> {
  return z.record(z.string(), z.coerce.number().int()).parse((await client().hgetall(takenKey(id))) ?? {});
}

/** Forgets a taken hash. Precondition: what it holds is counted and committed. */
export async function forget(id: string): Promise<void> {
  await client().eval(forgetScript, [takenKey(id), TAKEN_KEY], [id]);
}

const takeOverScript = `
if redis.call('EXISTS', KEYS[2]) == 0 and redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('SADD', KEYS[3], ARGV[1])
  redis.call('RENAME', KEYS[1], KEYS[2])
end
return 1`;

const forgetScript = `
redis.call('DEL', KEYS[1])
redis.call('SREM', KEYS[2], ARGV[1])
return 1`;

// A hash may be large after a long while without a worker.
const waitMs = 15_000;

function client(): Redis {
  made ??= new Redis({
    url: env().UPSTASH_REDIS_REST_URL,
    token: env().UPSTASH_REDIS_REST_TOKEN,
    enableTelemetry: false,
    retry: { retries: 0 },
    signal: () => AbortSignal.timeout(waitMs),
  });
  return made;
}

let made: Redis | undefined;
