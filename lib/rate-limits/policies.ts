import type { Plan } from '@/lib/plans';
import type { Window } from './sliding-window';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Limits whose number the organization's plan or an override for it says, by the name that answers carry. Sessions are
 * counted by person, whichever of their sessions it is; keys each for itself; run starts by organization.
 */
export const planPolicies = {
  session: { rate: 'sessionRequestsPerMinute', windowMs: MINUTE },
  api_key: { rate: 'keyRequestsPerHour', windowMs: HOUR },
  run_start: { rate: 'runStartsPerHour', windowMs: HOUR },
} as const satisfies Record<string, { rate: keyof Plan['rateLimits']; windowMs: number }>;

/**
 * How often something may be tried by people of whom nothing is known yet, within any stretch of that time: from one
 * address, and for one account wherever it comes from. An account is an email address, whether anybody has it or not, so that a
 * refusal tells nothing. `sign-in` counts those that fail. Nobody is shut out for good by a stranger who tries their account: the
 * link of a mail lets in all the same, and the stranger, too, is held to so many.
 */
export const attemptPolicies = {
  'sign-in': { address: { limit: 10, windowMs: HOUR }, account: { limit: 10, windowMs: 15 * MINUTE } },
  'sign-up': { address: { limit: 5, windowMs: HOUR }, account: { limit: 5, windowMs: HOUR } },
  /** Asking for a link by mail: to choose a new password, */
  'password-reset': { address: { limit: 5, windowMs: HOUR }, account: { limit: 5, windowMs: HOUR } },
  /** to confirm an address, to sign in. */
  'mailed-link': { address: { limit: 10, windowMs: HOUR }, account: { limit: 5, windowMs: HOUR } },
  /** API keys and the extension's tokens that nobody was given; only by address, for what account would it be? */
  'wrong-key': {
    address: { limit: 100, windowMs: 10 * MINUTE },
    account: { limit: 100, windowMs: 10 * MINUTE },
  },
  /** Codes of an authenticator, recovery codes and what a mailed link carries; counts those that are wrong. */
  'one-time-code': { address: { limit: 10, windowMs: HOUR }, account: { limit: 5, windowMs: 15 * MINUTE } },
} as const satisfies Record<string, Record<'address' | 'account', Window>>;

/** See {@link attemptPolicies}. */
export type AttemptPolicy = keyof typeof attemptPolicies;
