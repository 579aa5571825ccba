import { asService } from '@/lib/db';
import { callCache } from '@/lib/resilience';
import { CATALOGUE_VERSION_KEY } from './catalogue-version-key';

/** A version as it is kept: of one width, so that a later one is the greater text. */
export function versionText(version: number): string {
  return String(version).padStart(20, '0');
}

/**
 * Tells all processes that the catalogue has changed. When the cache does not answer they find out by themselves, within
 * the time that anything derived from it is believed.
 * @throws as `callCache`
 */
export async function announceCatalogue(): Promise<void> {
  const [row] = await asService(
    'plans.version',
    (tx) => tx.$queryRaw<{ version: bigint }[]>`select version from app.catalogue_versions`,
  );
  await callCache((redis) =>
    redis.eval(raise, [CATALOGUE_VERSION_KEY], [versionText(Number(row?.version ?? 0))]),
  );
}

const raise = `
  local known = redis.call('GET', KEYS[1])
  if known and known >= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[1])
  return 1`;
