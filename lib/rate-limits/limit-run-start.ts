import type { TenantContext } from '@/lib/db';
import { entitlementsOf } from '@/lib/entitlements';
import { problems } from '@/lib/http';
import { planPolicies } from './policies';
import { type Taken, takeAll } from './take-all';
import { windowKeys } from './window-keys';

/**
 * Counts the start of a run for the tenant's organization, at what its plan or an override allows in an hour. Give it back when
 * the run could not be started. Whether the quota has room for the run is another question, which the database decides.
 * @throws ProblemError 429 with when the next one may start
 */
export async function limitRunStart(tenant: TenantContext): Promise<Pick<Taken, 'giveBack'>> {
  const now = Date.now();
  const { rate, windowMs } = planPolicies.run_start;
  const { rateLimits } = await entitlementsOf(tenant);
  const window = { limit: rateLimits[rate], windowMs };
  const keys = windowKeys('run_start', tenant.organizationId, windowMs, now);
  const taken = await takeAll('run_start', [{ window, keys }], now);
  if (taken.waitMs !== null) throw problems.rateLimited(taken.waitMs / 1000, 'Too many runs were started.');
  return taken;
}
