export { CACHE_WAIT_MS, callCache, isCacheUnavailable } from './cache';
export { type Dependency, dependency } from './dependency';
export { type Leased, underLease } from './lease';
export { turnstile } from './turnstile';
