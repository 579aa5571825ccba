import { asTenant, type TenantContext } from '@/lib/db';

/** When the person made their account. */
export async function memberSince(tenant: TenantContext): Promise<Date> {
  const { createdAt } = await asTenant(tenant, (tx) =>
    tx.user.findUniqueOrThrow({ where: { id: tenant.userId }, select: { createdAt: true } }),
  );
  return createdAt;
}
