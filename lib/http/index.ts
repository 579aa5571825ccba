export { type ActionResult, toActionResult } from './action-result';
export { BODY_BYTES_MAX, BULK_BYTES_MAX, readBody, readLimited } from './body';
export { type CsvCell, toCsv } from './csv';
export { cursorSchema, decodeCursor, encodeCursor, limitSchema } from './cursor';
export {
  defineEndpoint,
  type Endpoint,
  type EndpointAuth,
  type EndpointInput,
  type WhileActing,
} from './endpoint';
export { type ErrorCode, errorCodes } from './error-codes';
export { idempotently } from './idempotency';
export { buildOpenApi } from './openapi';
export {
  type Problem,
  ProblemError,
  type ProblemExtras,
  problems,
} from './problem';
export { problemFrom } from './problem-from';
export { fileResponse, jsonResponse, problemResponse, textResponse } from './response';
export { safeNextPath } from './safe-next-path';
export { type Scope, scopes } from './scopes';
