import { expect, it } from 'vitest';
import { answeringPlan } from './answering-plan';
import { catalogue } from './catalogue';

const { plans } = catalogue;
const nothing = { metric: null, feature: null } as const;

it('answers a lacking feature by the lowest plan that has it', () => {
  expect(answeringPlan(plans, { ...nothing, planId: 'free', feature: 'reminders' })).toBe('basic');
  expect(answeringPlan(plans, { ...nothing, planId: 'free', feature: 'bulk_import' })).toBe('pro');
  expect(answeringPlan(plans, { ...nothing, planId: 'pro', feature: 'audit_log' })).toBe('team');
});

it('never answers by a lower plan than there is', () => {
  expect(answeringPlan(plans, { ...nothing, planId: 'pro', feature: 'reminders' })).toBeNull();
  expect(answeringPlan(plans, { ...nothing, planId: 'basic', feature: 'reminders' })).toBe('pro');
});

it('answers a limit by the next plan that has more of it', () => {
  expect(answeringPlan(plans, { ...nothing, planId: 'free' })).toBe('basic');
  expect(answeringPlan(plans, { ...nothing, planId: 'basic', metric: 'seats' })).toBe('pro');
});

it('answers by nothing where no plan on sale has it', () => {
  const shown = plans.filter(({ id }) => id === 'free');
  expect(answeringPlan(shown, { ...nothing, planId: 'free', feature: 'reminders' })).toBeNull();
});
