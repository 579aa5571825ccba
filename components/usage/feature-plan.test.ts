import { expect, it } from 'vitest';
import { catalogue } from '@/lib/plans';
import { planWith } from './feature-plan';

it('is the lowest plan that has the feature, with its price of a month', () => {
  expect(planWith(catalogue.plans, 'reminders')).toEqual({ name: 'Basic', monthly: '$9' });
  expect(planWith(catalogue.plans.toReversed(), 'advanced_search')).toMatchObject({ name: 'Pro' });
});

it('is none where none of those that are sold has it', () => {
  expect(planWith(catalogue.plans.slice(0, 1), 'reminders')).toBeNull();
});
