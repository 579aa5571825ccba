import { z } from 'zod';
import type { Feature } from '@/lib/plans';
import { planPolicies, type Standing, standingOf } from '@/lib/rate-limits/edge';
import type { EdgeCaller } from './session-of';

/** What is to be found out about a request of somebody who says who they are. */
export type Question<Caller extends EdgeCaller = EdgeCaller> = {
  caller: Caller;
  /** Whether it is one of the requests that the plan limits. */
  isLimited: boolean;
  /** Whether it is a call of the API that counts against the quota when it passes. */
  isApiCall: boolean;
  /** What the organization must have for this route. */
  feature: Feature | null;
  /** From where it comes, as limits by address know it; null for where those do not hold. */
  address: string | null;
};

/** Which limit of the plan a request was counted against, and how that stands. */
export type Counted = Standing & { policy: 'session' | 'api_key' };

/** What Redis says of it; or, while that does not answer, what this process can say by itself. */
export type Finding =
  | { state: 'revoked' | 'suspended' | 'gone' }
  | { state: 'wrong-secret'; detail: string }
  /** Too many unknown secrets came from this address. */
  | { state: 'guessing'; seconds: number }
  | {
      state: 'known';
      /** Null for what is not limited. */
      standing: Counted | null;
      /** Whether the organization is known not to have the feature. What is not known is left to the handler. */
      lacksFeature: boolean;
      /**
       * What the edge would like to be told: for whom the user acts and what that organization may do (`plan`), or what a secret
       * stands for (`secret`).
       */
      unsure: 'plan' | 'secret' | null;
    };

/** The window in which secrets are counted that the edge does not know, by address. */
export type Guesses = { limit: number; windowMs: number };

/** What the scripts answer: see there. */
export const answerSchema = z.union([
  z.tuple([z.literal('revoked')]),
  z.tuple([z.literal('blocked'), z.string()]),
  z.tuple([z.literal('wrong-secret'), z.string()]),
  z.tuple([z.literal('guessing'), z.coerce.number(), z.coerce.number()]),
  z.tuple([
    z.literal('known'),
    z.enum(['session', 'api_key']),
    z.enum(['current', 'stale', 'lost', 'unknown', 'unseen']),
    z.enum(['yes', 'no', 'unknown']),
    z.enum(['0', '1']).transform((passed) => passed === '1'),
    z.coerce.number(),
    z.coerce.number(),
    z.coerce.number(),
  ]),
]);

/** Reads the answer of a script. */
export function findingOf(
  answer: z.infer<typeof answerSchema>,
  { isLimited }: Pick<Question, 'isLimited'>,
  guesses: Guesses,
  now: number,
): Finding {
  if (answer[0] === 'blocked') return { state: answer[1] === 'gone' ? 'gone' : 'suspended' };
  if (answer[0] === 'guessing') {
    const [, current, previous] = answer;
    return { state: 'guessing', seconds: standingOf(guesses, { current, previous }, false, now).seconds };
  }
  if (answer[0] === 'wrong-secret') return { state: 'wrong-secret', detail: answer[1] };
  if (answer[0] === 'revoked') return { state: 'revoked' };
  const [, policy, snapshot, has, passed, limit, current, previous] = answer;
  const window = { limit, windowMs: planPolicies[policy].windowMs };
  const standing = isLimited ? { policy, ...standingOf(window, { current, previous }, passed, now) } : null;
  const unsure = snapshot === 'unseen' ? 'secret' : snapshot === 'current' ? null : 'plan';
  return { state: 'known', standing, lacksFeature: has === 'no', unsure };
}
