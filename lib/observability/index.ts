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
export { noteCaller } from './note-caller';
export { REMOVED, redacted, redactedText } from './redacted';
export {
  currentOrigin,
  currentRequestId,
  newRequestId,
  noteOrigin,
  type Origin,
  REQUEST_ID_HEADER,
  requestIdFrom,
  withRequestId,
  withTask,
} from './request-id';
export { noteOnTrace, traced } from './traced';
