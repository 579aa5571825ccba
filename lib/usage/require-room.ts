import type { TenantContext } from '@/lib/db';
import { isOn } from '@/lib/flags';
import type { Metric } from '@/lib/plans';
import { quotaStanding } from './quota-standing';
import { quotaExceeded } from './usage-answer';

/**
 * Lets pass while one more of a metric can be had, without taking it: for what is counted elsewhere, a little later. One
 * round trip.
 * @throws ProblemError 402 `quota_exceeded`
 */
export async function requireRoom(tenant: TenantContext, metric: Metric): Promise<void> {
  if (!(await isOn('FF_BILLING_ENFORCEMENT_ENABLED'))) return;
  const standing = await quotaStanding(tenant, metric, new Date());
  if (standing && !standing.hasRoom) throw quotaExceeded(standing);
}
