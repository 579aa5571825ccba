import { z } from 'zod';
import { asTenant, type TenantContext } from '@/lib/db';
import { features, metrics, planIds } from '@/lib/plans';

/** What an organization may do now. A metric's `limit` of null is unlimited. */
export const entitlementsSchema = z.object({
  planId: z.enum(planIds),
  planName: z.string(),
  readOnly: z.boolean().describe('Whether an overdue payment keeps everything from being changed.'),
  features: z.array(z.enum(features)),
  limits: z.record(
    z.enum(metrics),
    z.object({
      limit: z.number().nullable(),
      cap: z.enum(['hard', 'soft', 'overage']),
      period: z.enum(['total', 'day', 'week', 'month']),
    }),
  ),
});

/** See {@link entitlementsSchema}. */
export type Entitlements = z.infer<typeof entitlementsSchema>;

/**
 * Reads what the tenant's organization may do now: the plan that the database's own rule
 * (`app.effective_plan_id`) gives it, with that plan's features and limits, and whether it may change anything at all
 * (`app.is_read_only`).
 */
export async function entitlementsOf(tenant: TenantContext): Promise<Entitlements> {
  return asTenant(tenant, async (tx) => {
    const [effective] = await tx.$queryRaw<{ plan_id: Entitlements['planId']; read_only: boolean }[]>`
      select app.effective_plan_id(${tenant.organizationId}::uuid) as plan_id,
             app.is_read_only(${tenant.organizationId}::uuid) as read_only`;
    const plan = await tx.plan.findUniqueOrThrow({
      where: { id: effective?.plan_id ?? 'free' },
      include: { limits: true },
    });
    return {
      planId: plan.id,
      planName: plan.name,
      readOnly: effective?.read_only ?? false,
      features: plan.features as Entitlements['features'],
      limits: Object.fromEntries(
        plan.limits.map(({ metric, limit, cap, period }) => [
          metric,
          { limit: limit === null ? null : Number(limit), cap, period },
        ]),
      ) as Entitlements['limits'],
    };
  });
}
