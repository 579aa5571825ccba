import { z } from 'zod';
import { problems } from '@/lib/http';
import { callCache, isCacheUnavailable } from '@/lib/resilience';
import { accountName } from './account-name';
import { type AttemptPolicy, attemptPolicies, planPolicies } from './policies';
import { windowKeys } from './window-keys';

/** Somebody who is limited, and by what. */
export type Limited =
  /** A person's requests in a browser and by the extension. */
  | { by: 'session'; userId: string }
  /** The requests of an API key, by the SHA-256 of it in hex. */
  | { by: 'api_key'; hash: string }
  /** The runs that an organization starts. */
  | { by: 'run_start'; organizationId: string }
  /** What is tried for an account, wherever it is tried from; its address, or its id. */
  | { by: AttemptPolicy; account: string };

/**
 * Forgets what was counted of these, so that they begin anew. What was counted by address alone stays: nobody knows whose
 * else it was.
 * @returns how many of them had anything counted
 * @throws ProblemError 503 while Redis does not answer; then nothing is forgotten
 */
export async function forgetCounts(limited: readonly Limited[]): Promise<number> {
  if (limited.length === 0) return 0;
  const now = Date.now();
  const keys = limited.flatMap((each) => keysOf(each, now));
  try {
    return z.coerce.number().parse(await callCache((redis) => redis.eval(forgetLua, keys, [])));
  } catch (error) {
    if (isCacheUnavailable(error)) throw problems.unavailable('rate limiter', 30, error);
    throw error;
  }
}

function keysOf(limited: Limited, now: number): [string, string] {
  switch (limited.by) {
    case 'session':
      return windowKeys('session', limited.userId, planPolicies.session.windowMs, now);
    case 'api_key':
      return windowKeys('api_key', limited.hash, planPolicies.api_key.windowMs, now);
    case 'run_start':
      return windowKeys('run_start', limited.organizationId, planPolicies.run_start.windowMs, now);
    default: {
      const { windowMs } = attemptPolicies[limited.by].account;
      return windowKeys(`${limited.by}:account`, accountName(limited.account), windowMs, now);
    }
  }
}

/** The present and the previous window of each, two by two. */
const forgetLua = `
local forgotten = 0
for i = 1, #KEYS, 2 do
  local counts = redis.call('MGET', KEYS[i], KEYS[i + 1])
  if tonumber(counts[1] or '0') > 0 or tonumber(counts[2] or '0') > 0 then forgotten = forgotten + 1 end
  redis.call('DEL', KEYS[i], KEYS[i + 1])
end
return forgotten
`;
