import type { Redis } from '@upstash/redis/cloudflare';
import { CATALOGUE_VERSION_KEY } from '@/lib/plans/edge';
import { attemptPolicies, planPolicies, windowArguments, windowAt, windowKeys } from '@/lib/rate-limits/edge';
import { edgeKeys } from '../edge-keys';
import { answerSchema, type Finding, findingOf, type Question } from './finding';
import { freeLimits } from './free-limits';
import { checkSecretLua } from './secret-script';
import type { SecretCaller } from './session-of';

const { api_key: keyPolicy, session: sessionPolicy } = planPolicies;
const guesses = attemptPolicies['wrong-key'].address;

/** What Redis says of a secret's request, which it counts: see {@link checkSecretLua}. @throws what the client throws */
export async function checkSecret(
  redis: Redis,
  { caller: { hash }, ...question }: Question<SecretCaller>,
  now: number,
): Promise<Finding> {
  const { address } = question;
  const keys = [
    edgeKeys.secret(hash),
    edgeKeys.wrongSecret(hash),
    CATALOGUE_VERSION_KEY,
    ...windowKeys('wrong-key:address', address ?? '', guesses.windowMs, now),
    ...windowKeys('api_key', hash, keyPolicy.windowMs, now),
  ];
  const values = [
    String(now),
    question.feature ?? '',
    address === null ? '' : String(guesses.limit),
    ...windowArguments(guesses.windowMs, now),
    ...ofPolicy(keyPolicy, now),
    ...ofPolicy(sessionPolicy, now),
    sessionWindows,
    String(windowAt(sessionPolicy.windowMs, now).index),
  ];
  const answer = answerSchema.parse(await scriptOn(redis).exec(keys, values));
  return findingOf(answer, question, guesses, now);
}

// What the keys of {@link windowKeys} begin with, before the user and the window.
const sessionWindows = windowKeys('session', '', sessionPolicy.windowMs, 0)[0].slice(0, -':0'.length);

function ofPolicy({ rate, windowMs }: typeof keyPolicy | typeof sessionPolicy, now: number): string[] {
  return [rate, String(freeLimits[rate]), ...windowArguments(windowMs, now)];
}

function scriptOn(redis: Redis) {
  const script = scripts.get(redis) ?? redis.createScript<unknown>(checkSecretLua);
  scripts.set(redis, script);
  return script;
}

const scripts = new WeakMap<Redis, ReturnType<Redis['createScript']>>();
