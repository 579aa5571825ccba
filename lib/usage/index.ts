export { type CommitOutcome, commitUsage } from './commit-usage';
export { consumeUsage, returnUsage } from './consume-usage';
export { type Period, periodOf } from './period';
export { type Quota, quotaSchema, quotasOf, usageOf } from './quotas-of';
export { releaseUsage } from './release-usage';
export { type Reservation, reserveUsage, type UsageOperation } from './reserve-usage';
export { usageTasks } from './tasks';
export type { Counter } from './usage-answer';
export { QUANTITY_MAX, type UsageItems } from './usage-items';
