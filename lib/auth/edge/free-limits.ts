import { catalogue, type Plan } from '@/lib/plans';

/** What somebody is limited by of whom nothing better is known: the plan that everybody has, as shipped. */
export const freeLimits: Plan['rateLimits'] = limitsOfFree();

function limitsOfFree(): Plan['rateLimits'] {
  const free = catalogue.plans.find(({ id }) => id === 'free');
  if (!free) throw new Error('The catalogue has no free plan.');
  return free.rateLimits;
}
