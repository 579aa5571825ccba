export { memoryLimiter } from './memory-limiter';
export { planPolicies } from './policies';
export { rateLimitHeaders } from './rate-limit-headers';
export { type Standing, standingOf } from './sliding-window';
export { windowArguments, windowKeys } from './window-keys';
export { WINDOW_LUA } from './window-lua';
