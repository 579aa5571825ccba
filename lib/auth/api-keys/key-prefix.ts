import { env } from '@/lib/env';
import type { SecretPrefix } from '../secret-token';

/** How API keys of this deployment begin. Keys that begin otherwise are of another one, and are refused here. */
export type KeyPrefix = Exclude<SecretPrefix, 'fh_ext_'>;

/**
 * `fh_live_` where real money is taken, by a live key of Stripe, and `fh_test_` everywhere else: a key that escapes from a
 * trial installation can be told by its look, and one of production does nothing elsewhere.
 */
export function keyPrefix(): KeyPrefix {
  return /^(sk|rk)_live_/.test(env().STRIPE_SECRET_KEY) ? 'fh_live_' : 'fh_test_';
}
