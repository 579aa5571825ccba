import { lowestPlanWith } from './lowest-plan-with';
import { nextPlanFor } from './next-plan';
import type { Feature, Metric, Plan, PlanId } from './types';

/** What somebody has now, and what they came for: a limit that they reached, or a feature that they lack. */
type Wish = { planId: PlanId; metric: Metric | null; feature: Feature | null };

/**
 * The plan that answers what somebody came for: the lowest that has the feature, or else the next that has more of the metric,
 * which is saved jobs where nothing is named. Null where none does.
 */
export function answeringPlan(plans: readonly Plan[], { planId, metric, feature }: Wish): PlanId | null {
  const present = plans.find(({ id }) => id === planId);
  if (feature && !present?.features.includes(feature)) return lowestPlanWith(plans, feature)?.id ?? null;
  return nextPlanFor(plans, planId, metric ?? 'saved_jobs')?.id ?? null;
}
