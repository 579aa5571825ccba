import { asService } from '@/lib/db';
import { idempotently, problems } from '@/lib/http';
import { consumeUsage } from '@/lib/usage';
import { actorOf } from '../actor-of';
import type { Principal } from '../principal';
import { endExpiredKeysOf } from './end-expired-keys';
import { endOf, insertKey, newSecret } from './insert-key';
import { keyOf, newId } from './key-row';
import { recordKey } from './record-key';
import { requireKeyManager } from './require-key-manager';
import { type ApiKey, type ApiKeyInput, apiKeyInputSchema } from './schema';

/** A key with the secret that it was made of; null in the answer to a repeat, for it is told once and kept nowhere. */
export type CreatedKey = { key: ApiKey; secret: string | null };

/**
 * Makes an API key for the organization that the principal acts for. Its place in the quota `api_keys`, its row and the
 * idempotency key commit together: of two at once at a limit of one, exactly one is made. What is kept under the
 * idempotency key is the key without its secret.
 * @throws ProblemError 402 `quota_exceeded` or `payment_required`, 403 for whoever may not, 409 `idempotency_conflict`,
 * 422 for an end that cannot be; ZodError for wrong input
 */
export async function createApiKey(
  principal: Principal,
  input: ApiKeyInput,
  idempotencyKey?: string,
): Promise<CreatedKey> {
  const fields = apiKeyInputSchema.parse(input);
  const secret = await newSecret();
  await endExpiredKeysOf(principal.organizationId);
  return asService('auth.create_api_key', async (tx) => {
    const { owes } = await requireKeyManager(tx, principal);
    const id = await newId(tx);
    const key = await idempotently(
      tx,
      principal,
      { operation: 'keys.create', key: idempotencyKey, request: fields },
      async () => {
        if (owes) throw problems.paymentRequired();
        const expiresAt = endOf(fields.expiresAt);
        await consumeUsage(tx, principal, { key: `api_key:${id}`, items: { api_keys: 1 } });
        await insertKey(tx, principal, secret, { ...fields, id, expiresAt });
        const { name, scopes } = fields;
        const after = { name, scopes, expiresAt, hint: secret.hint };
        await recordKey(tx, principal.organizationId, actorOf(principal), 'api_key.created', {
          id,
          name,
          after,
        });
        return keyOf(tx, principal.organizationId, id);
      },
    );
    return { key, secret: key.id === id ? secret.text : null };
  });
}
