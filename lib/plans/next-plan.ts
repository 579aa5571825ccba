import type { Metric, Plan, PlanId } from './types';

/** The lowest plan that gives more of a metric than this one does; undefined when none does. */
export function nextPlanFor(plans: readonly Plan[], planId: PlanId, metric: Metric): Plan | undefined {
  const current = plans.find((each) => each.id === planId);
  const limit = current?.limits[metric].limit;
  if (!current || limit === null || limit === undefined) return undefined;
  return plans
    .filter((each) => each.rank > current.rank)
    .sort((a, b) => a.rank - b.rank)
    .find((each) => {
      const theirs = each.limits[metric].limit;
      return theirs === null || theirs > limit;
    });
}
