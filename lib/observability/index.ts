export { logger } from './logger';
export {
  activeSubscriptions,
  apiRequestDuration,
  apiRequests,
  circuitBreakerState,
  entitlementReads,
  failedPayments,
  jobsUsedPerUser,
  jwtValidationDuration,
  meterEvents,
  metrics,
  planUsers,
  pwnedPasswordChecks,
  rateLimitDecisions,
  reconciliationDrift,
  webhookProcessing,
} from './metrics';
export {
  currentRequestId,
  newRequestId,
  noteCaller,
  REQUEST_ID_HEADER,
  requestIdFrom,
  withRequestId,
  withTask,
} from './request-id';
