import { expect, test } from 'vitest';
import { catalogue } from '@/lib/plans';
import { savedJobsOffers } from './plan-offers';

test('given the free plan, Basic and Pro are offered with what they give and cost', () => {
  expect(savedJobsOffers(catalogue.plans, 'free')).toEqual([
    { planId: 'basic', name: 'Basic', savedJobs: 100, monthly: '$9' },
    { planId: 'pro', name: 'Pro', savedJobs: null, monthly: '$29' },
  ]);
});

test('given Basic, Pro is offered', () => {
  expect(savedJobsOffers(catalogue.plans, 'basic').map((offer) => offer.planId)).toEqual(['pro']);
});

test('given a plan without limit, nothing is offered', () => {
  expect(savedJobsOffers(catalogue.plans, 'pro')).toEqual([]);
});
