export { limitedAddress } from './limited-address';
export { memoryLimiter } from './memory-limiter';
export { attemptPolicies, planPolicies } from './policies';
export { rateLimitHeaders } from './rate-limit-headers';
export { type Standing, standingOf, windowAt } from './sliding-window';
export { windowArguments, windowKeys } from './window-keys';
export { WINDOW_LUA } from './window-lua';
