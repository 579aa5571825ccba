import { createHash } from 'node:crypto';
import type { TenantContext, Transaction } from '@/lib/db';
import { problems } from './problem';

/** Days for which a repeated request gets the first answer. A browser, an extension or a script repeats within hours. */
export const KEY_DAYS = 30;

/** How a repeated request is recognised. `request` is the validated input, so that white space does not matter. */
export type IdempotentOperation = { operation: string; key: string | undefined; request: unknown };

/**
 * Does `work` once per organization, operation and key; a repeat gets the first answer. Key, work and answer commit
 * together: a failure frees the key, and of two at once the second waits for the first.
 * Precondition: `tx` is the transaction in which `work` writes, and `work` returns plain JSON.
 * @throws ProblemError 409 `idempotency_conflict` when the key came with another request
 */
export async function idempotently<T>(
  tx: Transaction,
  tenant: TenantContext,
  { operation, key, request }: IdempotentOperation,
  work: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return work();
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const { organizationId } = tenant;
  const claimed = await tx.$executeRaw`
    insert into app.idempotency_keys (organization_id, operation, key, request_hash, response)
    values (${organizationId}::uuid, ${operation}, ${key}, ${requestHash}, 'null'::jsonb)
    on conflict do nothing`;
  const id = { organizationId_operation_key: { organizationId, operation, key } };
  if (claimed === 0) {
    const former = await tx.idempotencyKey.findUniqueOrThrow({ where: id });
    if (former.requestHash !== requestHash) throw problems.idempotencyConflict();
    return former.response as T;
  }
  const response = await work();
  await tx.idempotencyKey.update({ where: id, data: { response: JSON.parse(JSON.stringify(response)) } });
  return response;
}
