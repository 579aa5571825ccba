import type { Redis } from '@upstash/redis/cloudflare';
import { checkAlone, rememberLimit } from './check-alone';
import { checkSecret } from './check-secret';
import { checkSession } from './check-session';
import { askRedis } from './edge-redis';
import type { Finding, Question } from './finding';

/**
 * One round trip to Redis: whether the session or secret is revoked or the user blocked, how the limit of the organization's plan
 * stands, whether it has a feature; and it counts the request. While Redis does not answer, identity stays what the signature
 * says, secrets are the handler's to know, and limits are kept in this process, at what they were last known to be.
 */
export async function checkCaller(question: Question, now: number = Date.now()): Promise<Finding> {
  const finding = await askRedis((redis) => checkCallerIn(redis, question, now));
  if (!finding) return checkAlone(question, now);
  rememberLimit(question.caller, finding);
  return finding;
}

/** {@link checkCaller} in a Redis that answers. @throws whatever the client throws */
export function checkCallerIn(redis: Redis, question: Question, now: number): Promise<Finding> {
  const { caller } = question;
  return caller.kind === 'secret'
    ? checkSecret(redis, { ...question, caller }, now)
    : checkSession(redis, { ...question, caller }, now);
}
