import { asTenant, type TenantContext } from '@/lib/db';

/** Stripe's id of the customer that the tenant's organization has claimed; null before its first Checkout. */
export async function customerIdOf(tenant: TenantContext): Promise<string | null> {
  const organization = await asTenant(tenant, (tx) =>
    tx.organization.findUnique({
      where: { id: tenant.organizationId },
      select: { stripeCustomerId: true },
    }),
  );
  return organization?.stripeCustomerId ?? null;
}
