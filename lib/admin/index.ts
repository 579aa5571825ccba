export { asAdmin, type Change, type Deed, REASON_MAX } from './as-admin';
