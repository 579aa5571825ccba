export { logger } from './logger';
export {
  currentRequestId,
  newRequestId,
  REQUEST_ID_HEADER,
  requestIdFrom,
  withRequestId,
} from './request-id';
