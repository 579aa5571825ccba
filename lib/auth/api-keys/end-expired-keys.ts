import { asService } from '@/lib/db';
import { returnUsage } from '@/lib/usage';
import { placeReturned } from './revoke-api-key';

/**
 * Gives the places in the quota back of keys whose time is over. They are refused from that moment on by themselves; this
 * is for the usage to say what is true, and for the next key to find room. Bears running beside itself.
 * @returns how many places it gave back
 */
export async function endExpiredKeys(): Promise<number> {
  const rows = await asService(
    'auth.find_expired_keys',
    (tx) => tx.$queryRaw<{ organizationId: string }[]>`
      select distinct organization_id::text as "organizationId" from app.api_keys
      where is_counted and expires_at <= now() limit 1000`,
  );
  let all = 0;
  for (const { organizationId } of rows) all += await endExpiredKeysOf(organizationId);
  return all;
}

/** {@link endExpiredKeys} of one organization, in a transaction of its own: no two wait for each other. */
export function endExpiredKeysOf(organizationId: string): Promise<number> {
  return asService('auth.end_expired_keys', async (tx) => {
    const ended = await tx.$queryRaw<{ id: string }[]>`
      with expired as (
        select k.organization_id, k.id from app.api_keys k
        where k.organization_id = ${organizationId}::uuid and k.is_counted and k.expires_at <= now()
        -- What another one has in hand is left to it.
        for update skip locked
      )
      update app.api_keys k set is_counted = false from expired e
      where k.organization_id = e.organization_id and k.id = e.id
      returning k.id::text as id`;
    // Service work: nobody asked for it.
    const tenant = { organizationId, userId: organizationId };
    for (const { id } of ended) {
      await returnUsage(tx, tenant, { key: placeReturned(id), items: { api_keys: 1 } });
    }
    return ended.length;
  });
}
