import type { TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { type Feature, lowestPlanWith, type Metric } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import type { Entitlements } from './entitlements';
import { entitlementsOf } from './entitlements-of';

/** Whether the tenant's organization has a feature. While plans are not enforced, it has all of them. */
export async function hasFeature(tenant: TenantContext, feature: Feature): Promise<boolean> {
  const { features, enforced } = await entitlementsOf(tenant);
  return !enforced || features.includes(feature);
}

/** @throws ProblemError 403 `plan_upgrade_required`, naming the lowest plan that has the feature */
export async function requireFeature(tenant: TenantContext, feature: Feature): Promise<void> {
  if (await hasFeature(tenant, feature)) return;
  const { plans } = await readCatalogue();
  throw problems.planUpgradeRequired({ feature, requiredPlan: lowestPlanWith(plans, feature)?.id });
}

/** The tenant's limit of a metric, with its cap and period. */
export async function limitOf(
  tenant: TenantContext,
  metric: Metric,
): Promise<Entitlements['limits'][Metric]> {
  const { limits } = await entitlementsOf(tenant);
  return limits[metric];
}
