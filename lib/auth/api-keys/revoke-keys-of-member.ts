import type { AuditActor } from '@/lib/audit';
import { onCommit, type Transaction } from '@/lib/db';
import { returnUsage } from '@/lib/usage';
import { forgetSecrets } from '../edge-secrets';
import { recordKey } from './record-key';
import { placeReturned } from './revoke-api-key';

/**
 * Ends all keys that a user made in an organization, with their membership there. They act as the user and are refused
 * without one anyway; ended, they hold no place in the quota, and do not come back with the user.
 * @param actor who ends the membership
 * Precondition: `tx` is service work, ends the membership, and has locked it before all else: whoever makes a key holds on to theirs.
 */
export async function revokeKeysOfMember(
  tx: Transaction,
  organizationId: string,
  userId: string,
  actor: AuditActor,
): Promise<void> {
  const ended = await tx.$queryRaw<EndedKey[]>`
    with mine as (
      select k.id, k.secret_hash, k.is_counted from app.api_keys k
      where k.organization_id = ${organizationId}::uuid and k.created_by = ${userId}::uuid and k.revoked_at is null
      for update
    )
    update app.api_keys k set revoked_at = now(), is_counted = false from mine m
    where k.organization_id = ${organizationId}::uuid and k.id = m.id
    returning k.id::text as id, encode(m.secret_hash, 'hex') as hash, m.is_counted as "wasCounted",
      k.name, k.hint`;
  for (const { id, name, hint, wasCounted } of ended) {
    await recordKey(tx, organizationId, actor, 'api_key.revoked', { id, name, before: { name, hint } });
    if (!wasCounted) continue;
    await returnUsage(tx, { organizationId, userId }, { key: placeReturned(id), items: { api_keys: 1 } });
  }
  onCommit(tx, () => forgetSecrets(ended.map(({ hash }) => hash)));
}

type EndedKey = { id: string; hash: string; name: string; hint: string; wasCounted: boolean };
