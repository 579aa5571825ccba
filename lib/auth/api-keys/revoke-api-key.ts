import { asService, onCommit, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { returnUsage } from '@/lib/usage';
import { actorOf } from '../actor-of';
import { forgetSecrets } from '../edge-secrets';
import type { Principal } from '../principal';
import { recordKey } from './record-key';
import { requireKeyManager } from './require-key-manager';

/**
 * Ends an API key, at once and for good: handlers ask the database at every request, and the edge forgets the key as soon
 * as this is committed. Its place in the quota goes back to the key that it replaces, while that one still works, and
 * comes free otherwise; of two at once one finds nothing, so it comes free once. Possible also while a payment is overdue.
 * @throws ProblemError 403 for whoever may not, 404 when it is not there, revoked already or another organization's
 */
export function revokeApiKey(principal: Principal, id: string): Promise<void> {
  const { organizationId } = principal;
  return asService('auth.revoke_api_key', async (tx) => {
    await requireKeyManager(tx, principal);
    const [key] = await tx.$queryRaw<RevokedKey[]>`
      select encode(k.secret_hash, 'hex') as hash, k.is_counted as "isCounted", k.name, k.hint, k.scopes from app.api_keys k
      where k.organization_id = ${organizationId}::uuid and k.id = ${id}::uuid and k.revoked_at is null
      for update`;
    if (!key) throw problems.notFound();
    await tx.apiKey.update({
      where: { organizationId_id: { organizationId, id } },
      data: { revokedAt: new Date(), isCounted: false },
    });
    const { name, hint, scopes } = key;
    const before = { name, hint, scopes };
    await recordKey(tx, organizationId, actorOf(principal), 'api_key.revoked', { id, name, before });
    onCommit(tx, () => forgetSecrets([key.hash]));
    if (key.isCounted && !(await handPlaceBack(tx, organizationId, id)))
      await returnUsage(tx, principal, { key: placeReturned(id), items: { api_keys: 1 } });
  });
}

type RevokedKey = { hash: string; isCounted: boolean; name: string; hint: string; scopes: string[] };

/** The idempotency key under which a key's place in the quota is given back. */
export function placeReturned(id: string): string {
  return `api_key:${id}:ended`;
}

async function handPlaceBack(tx: Transaction, organizationId: string, id: string): Promise<boolean> {
  const handedBack = await tx.$executeRaw`
    update app.api_keys set is_counted = true, replaced_by = null
    where organization_id = ${organizationId}::uuid and replaced_by = ${id}::uuid and revoked_at is null
      and expires_at > now()`;
  return handedBack > 0;
}
