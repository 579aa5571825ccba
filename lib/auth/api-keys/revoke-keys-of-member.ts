import { onCommit, type Transaction } from '@/lib/db';
import { returnUsage } from '@/lib/usage';
import { forgetSecrets } from '../edge-secrets';
import { placeReturned } from './revoke-api-key';

/**
 * Ends all keys that a user made in an organization, with their membership there. They act as the user and are refused
 * without one anyway; ended, they hold no place in the quota, and do not come back with the user.
 * Precondition: `tx` is service work, ends the membership, and has locked it before all else: whoever makes a key holds on to theirs.
 */
export async function revokeKeysOfMember(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<void> {
  const ended = await tx.$queryRaw<{ id: string; hash: string; wasCounted: boolean }[]>`
    with mine as (
      select k.id, k.secret_hash, k.is_counted from app.api_keys k
      where k.organization_id = ${organizationId}::uuid and k.created_by = ${userId}::uuid and k.revoked_at is null
      for update
    )
    update app.api_keys k set revoked_at = now(), is_counted = false from mine m
    where k.organization_id = ${organizationId}::uuid and k.id = m.id
    returning k.id::text as id, encode(m.secret_hash, 'hex') as hash, m.is_counted as "wasCounted"`;
  for (const { id, wasCounted } of ended) {
    if (!wasCounted) continue;
    await returnUsage(tx, { organizationId, userId }, { key: placeReturned(id), items: { api_keys: 1 } });
  }
  onCommit(tx, () => forgetSecrets(ended.map(({ hash }) => hash)));
}
