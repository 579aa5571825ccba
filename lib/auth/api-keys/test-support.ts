import { asService } from '@/lib/db';
import type { TestPerson } from '@/local/test/people';
import { findPrincipal } from '../find-principal';
import type { Principal } from '../principal';
import { createApiKey } from './create-api-key';
import type { ApiKeyInput } from './schema';

/** The principal that a person of a test acts as by a session, in the organization that is theirs in the test. */
export async function principalFor({ userId, organizationId }: TestPerson): Promise<Principal> {
  await asService('test.switch', (tx) =>
    tx.user.update({ where: { id: userId }, data: { activeOrganizationId: organizationId } }),
  );
  const found = await findPrincipal(userId);
  if (found.state !== 'active') throw new Error(`The person is ${found.state}.`);
  return found.principal;
}

/** Makes a key that may read and write jobs, unless told otherwise. */
export async function makeKey(
  principal: Principal,
  input: Partial<ApiKeyInput> = {},
): Promise<{ id: string; secret: string }> {
  const { key, secret } = await createApiKey(principal, {
    name: 'Nightly import',
    scopes: ['jobs:read', 'jobs:write'],
    ...input,
  });
  if (secret === null) throw new Error('The key came without its secret.');
  return { id: key.id, secret };
}

/** Makes the end of a key be a moment ago. */
export async function letKeyExpire(organizationId: string, id: string): Promise<void> {
  await asService('test.expire', (tx) =>
    tx.apiKey.update({
      where: { organizationId_id: { organizationId, id } },
      data: { expiresAt: new Date(Date.now() - 1000) },
    }),
  );
}
