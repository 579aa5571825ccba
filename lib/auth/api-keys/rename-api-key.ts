import { asService } from '@/lib/db';
import { actorOf } from '../actor-of';
import type { Principal } from '../principal';
import { keyOf } from './key-row';
import { recordKey } from './record-key';
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
    const [former] = await tx.$queryRaw<{ name: string }[]>`
      select name from app.api_keys
      where organization_id = ${organizationId}::uuid and id = ${id}::uuid and revoked_at is null
      for no key update`;
    if (former && former.name !== name) {
      await tx.apiKey.update({ where: { organizationId_id: { organizationId, id } }, data: { name } });
      const change = { id, name, before: { name: former.name }, after: { name } };
      await recordKey(tx, organizationId, actorOf(principal), 'api_key.renamed', change);
    }
    return keyOf(tx, organizationId, id);
  });
}
