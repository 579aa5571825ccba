export { hasFeature, limitOf, requireFeature } from './ask';
export { GRACE_DAYS } from './compute-entitlements';
export { type Entitlements, entitlementsSchema } from './entitlements';
export { entitlementsOf, refreshEntitlements } from './entitlements-of';
export { type PlanGrant, planGrantOf, putPlanGrantIn, removePlanGrantIn } from './plan-grant';
export {
  type Override,
  type OverrideName,
  overridesIn,
  type RateLimitName,
  removeOverride,
  removeOverrideIn,
  setOverride,
  setOverrideIn,
} from './set-override';
