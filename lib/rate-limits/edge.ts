export { memoryLimiter } from './memory-limiter';
export { planPolicies } from './policies';
export { rateLimitHeaders } from './rate-limit-headers';
export { type Standing, standingOf, windowAt } from './sliding-window';
export { windowKeys } from './window-keys';
export { WINDOW_LUA } from './window-lua';
