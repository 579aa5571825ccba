import type { Feature } from './types';

/** The plan of the lowest rank among these that has a feature: what whoever lacks it is offered. Undefined when none has. */
export function lowestPlanWith<Plan extends { rank: number; features: readonly Feature[] }>(
  plans: readonly Plan[],
  feature: Feature,
): Plan | undefined {
  return plans.filter(({ features }) => features.includes(feature)).toSorted((a, b) => a.rank - b.rank)[0];
}
