import { logger } from '@/lib/observability';
import { callCache, isCacheUnavailable } from '@/lib/resilience';
import { fieldOf, OPEN_KEY, organizationFieldOf } from './keys';

/**
 * Counts one call of the API by a key or an extension for the organization that it acts for, in one command to Redis, from
 * where the background takes it over. Calls of sessions are counted by the edge, in the round trip that it makes anyway. Never
 * fails, and is not repeated: while Redis does not answer, calls are not counted, in the customer's favour.
 * @returns whether Redis said that it was counted
 */
export function countOrganizationApiCall(organizationId: string): Promise<boolean> {
  return add(organizationFieldOf(organizationId, new Date()), 1);
}

/**
 * Takes the edge's count of a call back that the handler refused for want of calls: it would otherwise be billed, after an
 * upgrade within the month, as if it had been answered. Never fails, as {@link countOrganizationApiCall}.
 */
export async function uncountApiCall(userId: string): Promise<void> {
  await add(fieldOf(userId, new Date()), -1);
}

async function add(field: string, calls: 1 | -1): Promise<boolean> {
  try {
    await callCache((redis) => redis.hincrby(OPEN_KEY, field, calls));
    return true;
  } catch (err) {
    if (!isCacheUnavailable(err)) throw err;
    logger.warn({ err, calls }, 'API calls were not counted');
    return false;
  }
}
