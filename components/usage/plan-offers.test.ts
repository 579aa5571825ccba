import { expect, test } from 'vitest';
import { catalogue } from '@/lib/plans';
import { offerSentence, planOffers } from './plan-offers';

test('given the free plan, Basic and Pro are offered with what they give of it and cost', () => {
  expect(planOffers(catalogue.plans, 'free', 'saved_jobs')).toEqual([
    { planId: 'basic', name: 'Basic', gives: '100 saved jobs', monthly: '$9' },
    { planId: 'pro', name: 'Pro', gives: 'Unlimited saved jobs', monthly: '$29' },
  ]);
});

test('given what resets, the offer says for how long it is', () => {
  expect(planOffers(catalogue.plans, 'pro', 'runs').map(({ gives }) => gives)).toEqual([
    '5,000 runs a month',
    '50,000 runs a month',
  ]);
});

test('given Basic, Pro is offered; given a plan without limit, nothing', () => {
  expect(planOffers(catalogue.plans, 'basic', 'saved_jobs').map((offer) => offer.planId)).toEqual(['pro']);
  expect(planOffers(catalogue.plans, 'pro', 'saved_jobs')).toEqual([]);
});

test('the next plan is told in a sentence', () => {
  expect(offerSentence(catalogue.plans, 'free', 'storage_bytes')).toBe(
    'Basic gives 5 GB of storage, for $9 a month.',
  );
  expect(offerSentence(catalogue.plans, 'basic', 'saved_jobs')).toBe(
    'Pro gives unlimited saved jobs, for $29 a month.',
  );
  expect(offerSentence(catalogue.plans, 'pro', 'saved_jobs')).toBeNull();
});
