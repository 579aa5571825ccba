export { type Entitlements, entitlementsOf, entitlementsSchema } from './entitlements-of';
