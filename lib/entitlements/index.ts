export { hasFeature, limitOf, requireFeature } from './ask';
export { GRACE_DAYS } from './compute-entitlements';
export { type Entitlements, entitlementsSchema } from './entitlements';
export { entitlementsOf, refreshEntitlements } from './entitlements-of';
export { type Override, type RateLimitName, removeOverride, setOverride } from './set-override';
