export { asAdmin, type Change, type Deed, REASON_MAX } from './as-admin';
export { setPlatformRole } from './set-platform-role';
