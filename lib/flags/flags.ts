import { z } from 'zod';

/** Everything that can be switched without a deployment; a variable of the same name gives each its default. */
export const flags = [
  'FF_BILLING_ENFORCEMENT_ENABLED',
  'FF_STRIPE_WEBHOOKS_ENABLED',
  'FF_PLAN_BASIC_ENABLED',
  'FF_PLAN_PRO_ENABLED',
  'FF_PLAN_TEAM_ENABLED',
  'FF_PLAN_ENTERPRISE_ENABLED',
] as const;

/** See {@link flags}. */
export type Flag = (typeof flags)[number];

export const flagSchema = z.enum(flags);

/** What each flag does when it is off, for whoever switches it. */
export const flagMeanings: Record<Flag, string> = {
  FF_BILLING_ENFORCEMENT_ENABLED: 'Off: use is counted, and no limit of a plan refuses anything.',
  FF_STRIPE_WEBHOOKS_ENABLED: 'Off: events of Stripe are stored and wait; nothing is synced because of them.',
  FF_PLAN_BASIC_ENABLED: 'Off: Basic cannot be bought anew; who has it keeps it.',
  FF_PLAN_PRO_ENABLED: 'Off: Pro cannot be bought anew; who has it keeps it.',
  FF_PLAN_TEAM_ENABLED: 'Off: Team cannot be bought anew; who has it keeps it.',
  FF_PLAN_ENTERPRISE_ENABLED: 'Off: Enterprise cannot be bought anew; who has it keeps it.',
};
