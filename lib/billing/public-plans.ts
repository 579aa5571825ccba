import { z } from 'zod';
import { shownPlans } from '@/lib/flags';
import { features, intervals, type Plan, planIds } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';

/** A plan as anybody may read it. Amounts are in minor units of `currency` for one whole interval. */
export const publicPlanSchema = z.object({
  id: z.enum(planIds),
  name: z.string(),
  features: z.array(z.enum(features)),
  limits: z.record(
    z.string(),
    z.object({
      limit: z.number().nullable().describe('Null is unlimited.'),
      cap: z.enum(['hard', 'soft', 'overage']),
      period: z.enum(['total', 'day', 'week', 'month']),
    }),
  ),
  trialDays: z
    .int()
    .describe('Days for which a first subscription is free, once for each person and card; 0 for none.'),
  prices: z.array(z.object({ interval: z.enum(intervals), currency: z.string(), unitAmount: z.int() })),
});
/** See {@link publicPlanSchema}. */
export type PublicPlan = z.infer<typeof publicPlanSchema>;

/** What is for sale, lowest plan first. */
export async function publicPlans(): Promise<{ plans: PublicPlan[] }> {
  const { plans } = await readCatalogue();
  return { plans: (await shownPlans(plans)).map(toPublicPlan) };
}

function toPublicPlan({ id, name, features, limits, trialDays, prices }: Plan): PublicPlan {
  return {
    id,
    name,
    features,
    limits: Object.fromEntries(
      Object.entries(limits).map(([metric, { limit, cap, period }]) => [metric, { limit, cap, period }]),
    ),
    trialDays,
    prices: prices.map(({ interval, currency, unitAmount }) => ({ interval, currency, unitAmount })),
  };
}
