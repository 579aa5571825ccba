import { traced } from '@/lib/observability';
import type { TenantContext } from './as-tenant';
import { client } from './client';
import type { Prisma } from './generated/client';

/**
 * Calls one function of the database for a tenant in one round trip, where `asTenant` needs four. The function says by
 * itself who may call it, from the same claims that row-level security goes by.
 * @param call a call of a function that the login role may execute
 */
export async function callTenantFunction(
  { userId, organizationId }: TenantContext,
  call: Prisma.Sql,
): Promise<unknown> {
  const claims = JSON.stringify({ sub: userId, organization_id: organizationId, role: 'authenticated' });
  const [row] = await traced(
    'db.function',
    { 'db.system.name': 'postgresql', 'db.operation.name': 'tenant' },
    () =>
      client().$queryRaw<{ answer: unknown }[]>`
      with tenant as materialized (select set_config('request.jwt.claims', ${claims}, true))
      select ${call} as answer from tenant`,
  );
  return row?.answer;
}
