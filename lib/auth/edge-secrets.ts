import { logger } from '@/lib/observability';
import { callCache, isCacheUnavailable } from '@/lib/resilience';
import { edgeKeys } from './edge-keys';
import { type EdgeSecret, edgeSecretSchema } from './edge-secret';

/** Seconds after which the edge knows nothing of a secret that is not in use. */
const SECRET_SECONDS = 600;
/** Seconds for which a secret is taken for wrong that may become right, as when its user is not suspended any more. */
const WRONG_SECONDS = 60;

/**
 * Tells the edge what a secret stands for, so that it can count and limit without asking the database. Only after the
 * database has said so. Never fails: without Redis the handlers go by themselves.
 * @param hash of `hashOfSecret`
 */
export function tellSecret(hash: string, secret: EdgeSecret): Promise<void> {
  const left = secret.expiresAt === null ? SECRET_SECONDS : secondsUntil(secret.expiresAt);
  if (left <= 0) return Promise.resolve();
  const text = JSON.stringify(edgeSecretSchema.parse(secret));
  return tell((redis) => redis.set(edgeKeys.secret(hash), text, { ex: Math.min(left, SECRET_SECONDS) }));
}

/** Has the edge forget secrets that are good for nothing any more; as {@link tellSecret}. */
export function forgetSecrets(hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return Promise.resolve();
  return tell((redis) => redis.del(...hashes.map((hash) => edgeKeys.secret(hash))));
}

/**
 * Tells the edge for a minute that the database does not know a secret, so that who goes on with one that was revoked does not
 * ask the database each time; as {@link tellSecret}.
 * @param detail what the caller was told of it, to be told again
 */
export function tellWrongSecret(hash: string, detail: string): Promise<void> {
  return tell((redis) => redis.set(edgeKeys.wrongSecret(hash), detail, { ex: WRONG_SECONDS }));
}

function secondsUntil(instant: string): number {
  return Math.floor((Date.parse(instant) - Date.now()) / 1000);
}

async function tell(work: Parameters<typeof callCache>[0]): Promise<void> {
  try {
    await callCache(work);
  } catch (error) {
    if (!isCacheUnavailable(error)) throw error;
    logger.warn({ err: error }, 'the edge could not be told of a secret');
  }
}
