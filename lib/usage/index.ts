export { aggregateUsage } from './aggregate-usage';
export { USAGE_ALERT_CHANNEL } from './alert-channel';
export {
  alertSettingsOf,
  saveAlertSettings,
} from './alert-settings';
export { countOrganizationApiCall, uncountApiCall } from './api-calls/count-api-call';
export { drainApiCalls } from './api-calls/drain-api-calls';
export { billStandingOverage } from './bill-standing-overage';
export { type CommitOutcome, commitUsage } from './commit-usage';
export { consumeUsage, returnUsage } from './consume-usage';
export { type Credited, creditUsageIn, type UsageCredit } from './credit-usage';
export { currentAlerts, type UsageAlert } from './current-alerts';
export type { UsageDay } from './daily-series';
export { dismissAlerts, shownAlertsSchema } from './dismiss-alerts';
export { ingestUsageEvents } from './ingest-events';
export { metricUsage, USAGE_PERIODS } from './metric-usage';
export { type Period, periodOf } from './period';
export {
  limitsOf,
  type Quota,
  type QuotaLimit,
  quotaSchema,
  quotasOf,
  remainingIn,
  usageOf,
} from './quotas-of';
export { releaseUsage } from './release-usage';
export { requireRoom } from './require-room';
export { type Reservation, reserveUsage, type UsageOperation } from './reserve-usage';
export { stopsAt } from './stops-at';
export { usageTasks } from './tasks';
export type { Counter } from './usage-answer';
export { usageByDay } from './usage-by-day';
export { usageCsv } from './usage-csv';
export { type UsagePeriod, usageHistory } from './usage-history';
export { QUANTITY_MAX, type UsageItems } from './usage-items';
export { type Held, withReservation } from './with-reservation';
