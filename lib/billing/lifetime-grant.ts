import { asTenant, PaymentStatus, type TenantContext, type Transaction } from '@/lib/db';
import { type PlanId, planIds } from '@/lib/plans';

/** A plan that was bought for good, by the payment that bought it. `amount` is in minor units of `currency`. */
export type LifetimeGrant = {
  paymentId: string;
  planId: PlanId;
  boughtAt: string;
  amount: number;
  currency: string;
};

/**
 * What an organization owns for good, best plan first. The same rule as in `app.effective_plan_id`: a payment counts
 * that has succeeded, was not given back whole and is not disputed. More than one is a purchase made twice.
 */
export async function lifetimeGrants(tenant: TenantContext): Promise<LifetimeGrant[]> {
  return asTenant(tenant, (tx) => lifetimeGrantsIn(tx, tenant.organizationId));
}

/** As {@link lifetimeGrants}, in a transaction of the tenant or of service work. */
export async function lifetimeGrantsIn(tx: Transaction, organizationId: string): Promise<LifetimeGrant[]> {
  const rows = await tx.payment.findMany({
    where: { organizationId, grantsPlanId: { not: null }, status: PaymentStatus.succeeded, disputed: false },
    orderBy: [{ stripeCreatedAt: 'asc' }, { id: 'asc' }],
  });
  return rows
    .flatMap(({ id, grantsPlanId, amountRefunded, amountReceived, currency, stripeCreatedAt }) =>
      grantsPlanId && amountRefunded < amountReceived
        ? [
            {
              paymentId: id,
              planId: grantsPlanId,
              boughtAt: stripeCreatedAt.toISOString(),
              amount: Number(amountReceived),
              currency,
            },
          ]
        : [],
    )
    .sort((a, b) => planIds.indexOf(b.planId) - planIds.indexOf(a.planId));
}
