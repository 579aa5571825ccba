import { asService } from '@/lib/db';
import type { Principal } from '../principal';
import { keyOf } from './key-row';
import { requireKeyManager } from './require-key-manager';
import { type ApiKey, type ApiKeyPatch, apiKeyPatchSchema } from './schema';

/**
 * Gives an API key another name.
 * @throws ProblemError 403 for whoever may not, 404 when it is not there or another organization's; ZodError for wrong input
 */
export function renameApiKey(principal: Principal, id: string, patch: ApiKeyPatch): Promise<ApiKey> {
  const { name } = apiKeyPatchSchema.parse(patch);
  const { organizationId } = principal;
  return asService('auth.rename_api_key', async (tx) => {
    await requireKeyManager(tx, principal);
    await tx.apiKey.updateMany({ where: { organizationId, id, revokedAt: null }, data: { name } });
    return keyOf(tx, organizationId, id);
  });
}
