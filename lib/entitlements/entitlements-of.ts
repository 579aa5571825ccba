import type { TenantContext } from '@/lib/db';
import { forgetFlags, isOn } from '@/lib/flags';
import { entitlementReads, logger } from '@/lib/observability';
import { isCacheUnavailable } from '@/lib/resilience';
import { computeEntitlements } from './compute-entitlements';
import type { Entitlements } from './entitlements';
import { readFacts } from './read-facts';
import { readSnapshot, SNAPSHOT_MS, writeSnapshot } from './snapshot';

/** Milliseconds for which a process remembers a snapshot: a page asks several times, and many ask at once. */
export const REMEMBERED_MS = 200;

/**
 * What the tenant's organization may do now: by its snapshot in the cache, in one round trip, or as this process read it
 * a moment ago. A snapshot that is lost or out of date is made anew, and while the cache does not answer, the database does.
 * This tells and gates; what costs something is decided by the database, in the transaction that does it.
 * Precondition: the tenant is known to be a member.
 */
export async function entitlementsOf({ organizationId }: TenantContext): Promise<Entitlements> {
  const known = remembered.get(organizationId);
  if (known && known.until > Date.now() && (await isAsFlagged(known.entitlements))) {
    entitlementReads.inc({ outcome: 'hit' });
    return known.entitlements;
  }
  try {
    const read = await readSnapshot(organizationId, new Date());
    if (read.found === 'hit' && (await isAsFlagged(read.entitlements))) {
      entitlementReads.inc({ outcome: 'hit' });
      remember(organizationId, read.entitlements, read.validUntil);
      return read.entitlements;
    }
    entitlementReads.inc({ outcome: read.found === 'lost' ? 'lost' : 'stale' });
  } catch (error) {
    if (!isCacheUnavailable(error)) throw error;
    entitlementReads.inc({ outcome: 'unavailable' });
    return (await reckon(organizationId)).entitlements;
  }
  return refreshEntitlements(organizationId);
}

/**
 * Makes an organization's snapshot anew. Called right after the commit of whatever changes what it may do; when the cache
 * does not answer then, the old snapshot is believed for at most {@link SNAPSHOT_MS}.
 */
export async function refreshEntitlements(organizationId: string): Promise<Entitlements> {
  const snapshot = await reckon(organizationId);
  await writeSnapshot(organizationId, snapshot).catch((err: unknown) =>
    logger.warn({ err, organizationId }, 'the snapshot of entitlements was not written'),
  );
  remembered.delete(organizationId);
  return snapshot.entitlements;
}

const remembered = new Map<string, { entitlements: Entitlements; until: number }>();
// Forgotten all at once before there are too many: whoever asks next reads again.
const rememberedMax = 10_000;

function remember(organizationId: string, entitlements: Entitlements, validUntil: Date): void {
  if (remembered.size >= rememberedMax) remembered.clear();
  const until = Math.min(Date.now() + REMEMBERED_MS, validUntil.getTime());
  remembered.set(organizationId, { entitlements, until });
}

// Of the two, what this process knows of the flag may be the older: it asks again before it makes a snapshot anew.
async function isAsFlagged({ enforced }: Entitlements): Promise<boolean> {
  if (enforced === (await isOn('FF_BILLING_ENFORCEMENT_ENABLED'))) return true;
  forgetFlags();
  return enforced === (await isOn('FF_BILLING_ENFORCEMENT_ENABLED'));
}

async function reckon(organizationId: string) {
  const { facts, versions } = await readFacts(organizationId);
  const { validUntil, ...entitlements } = computeEntitlements(facts);
  const believedUntil = facts.now.getTime() + SNAPSHOT_MS;
  const until = Math.min(believedUntil, validUntil?.getTime() ?? believedUntil);
  return { entitlements, versions, validUntil: new Date(until) };
}
