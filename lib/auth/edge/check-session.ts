import type { Redis } from '@upstash/redis/cloudflare';
import { z } from 'zod';
import { catalogue, type Feature } from '@/lib/plans';
import { CATALOGUE_VERSION_KEY } from '@/lib/plans/edge';
import {
  memoryLimiter,
  planPolicies,
  type Standing,
  standingOf,
  windowArguments,
  windowKeys,
} from '@/lib/rate-limits/edge';
import { API_CALLS_KEY, apiCallField } from '@/lib/usage/edge';
import { edgeKeys } from '../edge-keys';
import { checkSessionLua } from './check-script';
import { askRedis } from './edge-redis';
import type { EdgeCaller } from './session-of';

/** What is to be found out about a request of somebody who is signed in. */
export type Question = {
  caller: EdgeCaller;
  /** Whether it is one of the requests that the plan limits. */
  isLimited: boolean;
  /** Whether it is a call of the API that counts against the quota when it passes. */
  isApiCall: boolean;
  /** What the organization must have for this route. */
  feature: Feature | null;
};

/** `standing` is null for what is not limited. */
export type Finding =
  | { state: 'revoked' | 'suspended' | 'gone' }
  | {
      state: 'known';
      standing: Standing | null;
      /** Whether the organization is known not to have the feature. What is not known is left to the handler. */
      lacksFeature: boolean;
      /** Whether the edge should be told for whom the user acts, or what that organization may do. */
      isUnsure: boolean;
    };

/**
 * One round trip to Redis: whether the session is revoked or the user blocked, how the limit of the acting organization's plan
 * stands, whether it has a feature; and it counts the request. While Redis does not answer, identity stays what the signature
 * says, and limits are kept in this process, at what they were last known to be.
 */
export async function checkSession(question: Question, now: number = Date.now()): Promise<Finding> {
  const finding = await askRedis((redis) => checkSessionIn(redis, question, now));
  if (!finding) return findingWithoutRedis(question, now);
  if (finding.state === 'known' && finding.standing) remember(question.caller.userId, finding.standing.limit);
  return finding;
}

/** {@link checkSession} in a Redis that answers. @throws whatever the client throws */
export async function checkSessionIn(redis: Redis, question: Question, now: number): Promise<Finding> {
  const script = scripts.get(redis) ?? redis.createScript<unknown>(checkSessionLua);
  scripts.set(redis, script);
  const answer = answerSchema.parse(await script.exec(...parametersOf(question, now)));
  if (answer[0] === 'revoked') return { state: 'revoked' };
  if (answer[0] === 'blocked') return { state: answer[1] === 'gone' ? 'gone' : 'suspended' };
  const [, snapshot, has, passed, limit, current, previous] = answer;
  const standing = question.isLimited
    ? standingOf({ limit, windowMs }, { current, previous }, passed, now)
    : null;
  return { state: 'known', standing, lacksFeature: has === 'no', isUnsure: snapshot !== 'current' };
}

// A script knows its hash, and is sent whole only where Redis does not have it.
const scripts = new WeakMap<Redis, ReturnType<Redis['createScript']>>();

const { rate, windowMs } = planPolicies.session;

function parametersOf(question: Question, now: number): [string[], string[]] {
  const { userId, sessionId } = question.caller;
  return [
    [
      edgeKeys.revokedSession(sessionId),
      edgeKeys.blockedUser(userId),
      edgeKeys.acting(userId),
      CATALOGUE_VERSION_KEY,
      API_CALLS_KEY,
      ...windowKeys('session', userId, windowMs, now),
    ],
    [
      String(now),
      question.isLimited ? rate : '',
      question.feature ?? '',
      ...windowArguments(windowMs, now),
      String(freeLimit),
      question.isApiCall ? apiCallField(userId, new Date(now)) : '',
    ],
  ];
}

const count = z.coerce.number();
const answerSchema = z.union([
  z.tuple([z.literal('revoked')]),
  z.tuple([z.literal('blocked'), z.string()]),
  z.tuple([
    z.literal('known'),
    z.enum(['current', 'stale', 'lost', 'unknown']),
    z.enum(['yes', 'no', 'unknown']),
    z.enum(['0', '1']).transform((passed) => passed === '1'),
    count,
    count,
    count,
  ]),
]);

// What nobody knows better is limited as on the plan that everybody has.
const freeLimit = catalogue.plans.find(({ id }) => id === 'free')?.rateLimits[rate] ?? 0;

function findingWithoutRedis({ caller, isLimited }: Question, now: number): Finding {
  const limit = lastLimits.get(caller.userId) ?? freeLimit;
  const standing = isLimited ? ownLimiter.take(caller.userId, { limit, windowMs }, now) : null;
  return { state: 'known', standing, lacksFeature: false, isUnsure: false };
}

const ownLimiter = memoryLimiter();
const lastLimits = new Map<string, number>();
// Forgotten all at once before there are too many.
const lastLimitsMax = 20_000;

function remember(userId: string, limit: number): void {
  if (lastLimits.size >= lastLimitsMax) lastLimits.clear();
  lastLimits.set(userId, limit);
}
