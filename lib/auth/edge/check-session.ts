import type { Redis } from '@upstash/redis/cloudflare';
import { CATALOGUE_VERSION_KEY } from '@/lib/plans/edge';
import { attemptPolicies, planPolicies, windowArguments, windowKeys } from '@/lib/rate-limits/edge';
import { API_CALLS_KEY, apiCallField } from '@/lib/usage/edge';
import { edgeKeys } from '../edge-keys';
import { answerSchema, type Finding, findingOf, type Question } from './finding';
import { freeLimits } from './free-limits';
import type { SessionCaller } from './session-of';
import { checkSessionLua } from './session-script';

const { rate, windowMs } = planPolicies.session;

/** What Redis says of a session's request, which it counts: see {@link checkSessionLua}. @throws what the client throws */
export async function checkSession(
  redis: Redis,
  { caller, ...question }: Question<SessionCaller>,
  now: number,
): Promise<Finding> {
  const { userId, sessionId } = caller;
  const keys = [
    edgeKeys.revokedSession(sessionId),
    edgeKeys.blockedUser(userId),
    edgeKeys.acting(userId),
    CATALOGUE_VERSION_KEY,
    API_CALLS_KEY,
    ...windowKeys('session', userId, windowMs, now),
  ];
  const values = [
    String(now),
    rate,
    question.isLimited ? '1' : '0',
    question.feature ?? '',
    ...windowArguments(windowMs, now),
    String(freeLimits[rate]),
    question.isApiCall ? apiCallField(userId, new Date(now)) : '',
  ];
  const answer = answerSchema.parse(await scriptOn(redis).exec(keys, values));
  return findingOf(answer, question, attemptPolicies['wrong-key'].address, now);
}

// A script knows its hash, and is sent whole only where Redis does not have it.
function scriptOn(redis: Redis) {
  const script = scripts.get(redis) ?? redis.createScript<unknown>(checkSessionLua);
  scripts.set(redis, script);
  return script;
}

const scripts = new WeakMap<Redis, ReturnType<Redis['createScript']>>();
