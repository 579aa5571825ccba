export { logger } from './logger';
export {
  circuitBreakerState,
  entitlementReads,
  failedPayments,
  meterEvents,
  metrics,
  pwnedPasswordChecks,
  rateLimitDecisions,
  reconciliationDrift,
  webhookProcessing,
} from './metrics';
export {
  currentRequestId,
  newRequestId,
  REQUEST_ID_HEADER,
  requestIdFrom,
  withRequestId,
} from './request-id';
