import type { Plan } from '@/lib/plans';

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

/** See {@link planPolicies}. */
export type PlanPolicy = keyof typeof planPolicies;
