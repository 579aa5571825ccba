import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { returnUsage } from '@/lib/usage';
import { requireWriter } from './require-writer';

/**
 * Removes a saved job and gives its place in the quota back, in one transaction: of two deletions at once one finds
 * nothing, so the place is given back once.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when it is not there or another organization's
 */
export async function deleteJob(tenant: TenantContext, id: string): Promise<void> {
  const { organizationId } = tenant;
  await asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const { count } = await tx.savedJob.deleteMany({ where: { organizationId, id } });
    if (count === 0) throw problems.notFound();
    await returnUsage(tx, tenant, {
      key: `saved_job:${id}:deleted`,
      items: { saved_jobs: 1 },
    });
  });
}
