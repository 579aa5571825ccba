import type { PlanPolicy } from './policies';
import { planPolicies } from './policies';
import { windowAt } from './sliding-window';

/** Where Redis counts what a subject had of a plan's limit, in the window of this moment and in the one before. */
export function windowKeys(policy: PlanPolicy, subject: string, now: number): [string, string] {
  const { index } = windowAt(planPolicies[policy].windowMs, now);
  const key = (window: number) => `rate:${policy}:${subject}:${window}`;
  return [key(index), key(index - 1)];
}
