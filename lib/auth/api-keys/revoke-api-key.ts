import { asService, onCommit, type TenantContext, type Transaction } from '@/lib/db';
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
  return asService('auth.revoke_api_key', async (tx) => {
    await requireKeyManager(tx, principal);
    const key = await revokeApiKeyIn(tx, principal, id);
    if (!key) throw problems.notFound();
    const { name } = key;
    await recordKey(tx, principal.organizationId, actorOf(principal), 'api_key.revoked', {
      id,
      name,
      before: key,
    });
  });
}

/** What is told of a key that is no more. */
export type RevokedKey = { name: string; hint: string; scopes: string[] };

/**
 * {@link revokeApiKey} in a service transaction that has made sure of who asks, and records it.
 * @returns the key, or null where there was none that still worked
 */
export async function revokeApiKeyIn(
  tx: Transaction,
  tenant: TenantContext,
  id: string,
): Promise<RevokedKey | null> {
  const { organizationId } = tenant;
  const [key] = await tx.$queryRaw<(RevokedKey & { hash: string; isCounted: boolean })[]>`
    select encode(k.secret_hash, 'hex') as hash, k.is_counted as "isCounted", k.name, k.hint, k.scopes from app.api_keys k
    where k.organization_id = ${organizationId}::uuid and k.id = ${id}::uuid and k.revoked_at is null
    for update`;
  if (!key) return null;
  await tx.apiKey.update({
    where: { organizationId_id: { organizationId, id } },
    data: { revokedAt: new Date(), isCounted: false },
  });
  const { hash, isCounted, ...told } = key;
  onCommit(tx, () => forgetSecrets([hash]));
  if (isCounted && !(await handPlaceBack(tx, organizationId, id)))
    await returnUsage(tx, tenant, { key: placeReturned(id), items: { api_keys: 1 } });
  return told;
}

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
