export { forgetCounts, type Limited } from './forget-counts';
export { type Attempting, giveBackAttempt, limitAttempt, limitFailures } from './limit-attempt';
export { limitRunStart } from './limit-run-start';
export { type AttemptPolicy, attemptPolicies } from './policies';
