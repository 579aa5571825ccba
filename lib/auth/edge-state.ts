import { logger } from '@/lib/observability';
import { callCache, isCacheUnavailable } from '@/lib/resilience';
import { edgeKeys } from './edge-keys';

/** Seconds: longer than any access token lives, and than Supabase lets one live at most. */
const REVOKED_SECONDS = 7 * 86_400;
/** Seconds after which the edge asks anew; whoever changes it also rewrites it at once. */
const ACTING_SECONDS = 600;

/**
 * Tells the edge that these sessions are over, after the database knows. Never fails: without Redis the handlers
 * refuse them by themselves.
 */
export function tellRevokedSessions(sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return Promise.resolve();
  return tell(async (redis) => {
    const pipeline = redis.pipeline();
    for (const id of sessionIds) pipeline.set(edgeKeys.revokedSession(id), '1', { ex: REVOKED_SECONDS });
    await pipeline.exec();
  });
}

/**
 * Tells the edge that a user is suspended or gone, or is not any more; as {@link tellRevokedSessions}.
 * @param as what callers are told: 403 that the account is suspended, or 401 that there is none
 */
export function tellBlockedUser(
  userId: string,
  isBlocked: boolean,
  as: 'suspended' | 'gone' = 'suspended',
): Promise<void> {
  const key = edgeKeys.blockedUser(userId);
  // Of who is gone for so long no token is left that could still be about.
  const kept = as === 'gone' ? { ex: REVOKED_SECONDS } : undefined;
  return tell((redis) => (isBlocked ? redis.set(key, as, kept) : redis.del(key)));
}

/** Tells the edge for which organization a user acts from now on; as {@link tellRevokedSessions}. */
export function tellActing(userId: string, organizationId: string): Promise<void> {
  return tell((redis) => redis.set(edgeKeys.acting(userId), organizationId, { ex: ACTING_SECONDS }));
}

/**
 * Tells the edge for which organization a user acts unless it knows one: whoever switched since this was read has told it
 * already. As {@link tellRevokedSessions}.
 */
export function tellActingIfUnknown(userId: string, organizationId: string): Promise<void> {
  const key = edgeKeys.acting(userId);
  return tell((redis) => redis.set(key, organizationId, { ex: ACTING_SECONDS, nx: true }));
}

async function tell(work: Parameters<typeof callCache>[0]): Promise<void> {
  try {
    await callCache(work);
  } catch (error) {
    if (!isCacheUnavailable(error)) throw error;
    logger.warn({ err: error }, 'the edge could not be told');
  }
}
