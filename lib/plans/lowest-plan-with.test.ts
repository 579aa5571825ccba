import { expect, it } from 'vitest';
import { catalogue } from './catalogue';
import { lowestPlanWith } from './lowest-plan-with';

it('is the lowest by rank, in whichever order the plans come', () => {
  for (const plans of [catalogue.plans, catalogue.plans.toReversed()]) {
    expect(lowestPlanWith(plans, 'basic_search')?.id).toBe('free');
    expect(lowestPlanWith(plans, 'reminders')?.id).toBe('basic');
    expect(lowestPlanWith(plans, 'audit_log')?.id).toBe('team');
  }
});

it('is none where no plan has it', () => {
  const sold = catalogue.plans.filter(({ id }) => id === 'free' || id === 'basic');
  expect(lowestPlanWith(sold, 'audit_log')).toBeUndefined();
});
