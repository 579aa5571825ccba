export { FetchRefusedError, type RefusalReason } from './guarded-fetch/fetch-refused';
export { type GuardedRequest, type GuardedResponse, guardedFetch } from './guarded-fetch/guarded-fetch';
export { isPublicAddress } from './guarded-fetch/is-public-address';
export { httpTasks } from './tasks';
