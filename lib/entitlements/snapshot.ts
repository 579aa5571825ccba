import { z } from 'zod';
import { CATALOGUE_VERSION_KEY, versionText } from '@/lib/plans/server';
import { callCache } from '@/lib/resilience';
import { type Entitlements, entitlementsSchema } from './entitlements';
import type { FactVersions } from './read-facts';
import { snapshotKey, VERSION_WIDTH, VERSIONS_WIDTH } from './snapshot-layout';

/** Milliseconds for which a snapshot is believed when nobody says that it is out of date. */
export const SNAPSHOT_MS = 60_000;
/** Milliseconds for which it is kept beyond that: the edge goes on limiting by what was last known, until it is made anew. */
const KEPT_MS = 600_000;

/** What an organization may do, made from facts of these versions, until time alone may change it. */
export type Snapshot = { entitlements: Entitlements; versions: FactVersions; validUntil: Date };

/**
 * Reads an organization's snapshot and what the catalogue's version is, in one round trip.
 * @returns `stale` when the catalogue has changed since, or time has; `lost` when there is none that can be read
 * @throws as `callCache`
 */
export async function readSnapshot(
  organizationId: string,
  now: Date,
): Promise<{ found: 'hit'; entitlements: Entitlements; validUntil: Date } | { found: 'stale' | 'lost' }> {
  const [kept, catalogue] = await callCache((redis) =>
    redis.mget<(string | null)[]>(snapshotKey(organizationId), CATALOGUE_VERSION_KEY),
  );
  if (typeof kept !== 'string') return { found: 'lost' };
  const parsed = bodySchema.safeParse(parseJson(kept.slice(VERSIONS_WIDTH)));
  if (!parsed.success) return { found: 'lost' };
  const isCurrent = typeof catalogue === 'string' && kept.slice(VERSION_WIDTH, VERSIONS_WIDTH) >= catalogue;
  if (!isCurrent || parsed.data.validUntil <= now.getTime()) return { found: 'stale' };
  const { entitlements, validUntil } = parsed.data;
  return { found: 'hit', entitlements, validUntil: new Date(validUntil) };
}

/**
 * Keeps a snapshot unless there is one of newer facts: an answer that was reckoned earlier and arrives later changes
 * nothing.
 * @throws as `callCache`
 */
export async function writeSnapshot(organizationId: string, snapshot: Snapshot): Promise<void> {
  const { entitlements, versions, validUntil } = snapshot;
  const body = JSON.stringify({ entitlements, validUntil: validUntil.getTime() });
  const catalogue = versionText(versions.catalogue);
  await callCache((redis) =>
    redis.eval(
      keepNewest,
      [snapshotKey(organizationId), CATALOGUE_VERSION_KEY],
      [versionText(versions.organization), catalogue, body, String(KEPT_MS)],
    ),
  );
}

const keepNewest = `
  local catalogue = redis.call('GET', KEYS[2])
  if not catalogue or catalogue < ARGV[2] then redis.call('SET', KEYS[2], ARGV[2]) end
  local kept = redis.call('GET', KEYS[1])
  if kept and (string.sub(kept, 1, ${VERSION_WIDTH}) > ARGV[1] or string.sub(kept, ${VERSION_WIDTH + 1}, ${VERSIONS_WIDTH}) > ARGV[2]) then return 0 end
  redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2] .. ARGV[3], 'PX', ARGV[4])
  return 1`;

const bodySchema = z.object({ entitlements: entitlementsSchema, validUntil: z.number() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
