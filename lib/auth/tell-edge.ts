import { entitlementsOf } from '@/lib/entitlements';
import { logger } from '@/lib/observability';
import { giveBackAttempt } from '@/lib/rate-limits';
import { UNSURE_HEADER } from './edge/identity-headers';
import { tellActingIfUnknown } from './edge-state';
import type { Principal } from './principal';

/**
 * Tells the edge for whom somebody acts and what that organization may do, when the edge said with this request that it does not
 * know. No answer waits for it and nothing fails with it; if it is lost, the next request asks again. Of many at once one does it.
 */
export function tellEdge(headers: Headers, principal: Principal): void {
  const unsure = headers.get(UNSURE_HEADER);
  if (unsure === null) return;
  // It was no guess.
  if (unsure === 'secret') giveBackAttempt('wrong-key', { headers, account: null }).catch(logged);
  const key = `${principal.userId} ${principal.organizationId}`;
  if (beingTold.has(key)) return;
  beingTold.add(key);
  tell(principal)
    .catch(logged)
    .finally(() => beingTold.delete(key));
}

function logged(err: unknown): void {
  logger.warn({ err }, 'the edge could not be told');
}

const beingTold = new Set<string>();

async function tell(principal: Principal): Promise<void> {
  // What keys act for is with the key.
  if (principal.via === 'session') await tellActingIfUnknown(principal.userId, principal.organizationId);
  await entitlementsOf(principal);
}
