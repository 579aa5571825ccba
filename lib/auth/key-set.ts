import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** Milliseconds after which the keys are asked for again. */
export const KEYS_FRESH_MS = 5 * 60_000;
/**
 * Milliseconds for which keys are still used when Supabase does not answer. As long as its longest-lived access token:
 * whoever was signed in when it went down stays so until the token ends.
 */
export const KEYS_USABLE_MS = 60 * 60_000;
/** Milliseconds between two attempts, and between two because of an unknown key: tokens with invented ids must not hammer Supabase. */
export const KEYS_COOLDOWN_MS = 30_000;

/** There are no keys to verify with. The token may be good, but nobody is let in on a guess. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/**
 * The public keys of a JWKS address for `jwtVerify`: cached, with one request in flight at most, and asked for again
 * when a token names a key that is not known yet (keys are rotated), at once even if they are fresh. While the server does not
 * answer nobody waits for it but those who find out, and those whose key is not known.
 * @throws KeysUnavailableError when there are no usable keys
 */
export function createKeySet(
  fetchKeys: () => Promise<JSONWebKeySet>,
  now: () => number = () => Date.now(),
): JWTVerifyGetKey {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let loadedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let soughtAt = Number.NEGATIVE_INFINITY;
  let hasFailed = false;
  let inFlight: Promise<void> | undefined;

  const load = () => {
    inFlight ??= fetchKeys()
      .then((fetched) => {
        keys = createLocalJWKSet(fetched);
        loadedAt = now();
        hasFailed = false;
      })
      .catch((error: unknown) => {
        hasFailed = true;
        throw error;
      })
      .finally(() => {
        triedAt = now();
        inFlight = undefined;
      });
    return inFlight;
  };
  const mayTry = () => inFlight !== undefined || now() - triedAt >= KEYS_COOLDOWN_MS;
  const usable = () => keys && now() - loadedAt < KEYS_USABLE_MS;

  return async (header, token) => {
    const isFresh = now() - loadedAt < KEYS_FRESH_MS;
    // Without usable keys every request tries: the first one after a start must not wait for a cool-down.
    if (!usable()) await load().catch(keepOld);
    else if (!isFresh && mayTry()) {
      const loading = load().catch(keepOld);
      if (!hasFailed) await loading;
    }
    if (!keys || !usable()) throw new KeysUnavailableError('The signing keys cannot be fetched.');
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!inFlight) {
        if (now() - soughtAt < KEYS_COOLDOWN_MS) throw error;
        soughtAt = now();
      }
      await load().catch(keepOld);
      return keys(header, token);
    }
  };
}

function keepOld(): void {}
