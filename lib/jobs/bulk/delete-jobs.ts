import { asTenant, type TenantContext } from '@/lib/db';
import { returnUsage } from '@/lib/usage';
import { requireWriter } from '../require-writer';
import type { BulkOutcome, BulkSelection } from './bulk-schema';
import { readSelection, selectedJobs } from './selected-jobs';

/**
 * Removes many jobs and gives back as many places of the quota as rows went, in one transaction: of two who delete the same
 * jobs at once the second finds none left, so that each place is given back once.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, and as `selectedJobs`
 */
export async function deleteJobs(tenant: TenantContext, selection: BulkSelection): Promise<BulkOutcome> {
  const read = await readSelection(tenant, selection);
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const ids = await selectedJobs(tx, tenant, read);
    const changed = await tx.$executeRaw`
      delete from app.saved_jobs
      where organization_id = ${tenant.organizationId}::uuid and id = any(${ids}::uuid[])`;
    if (changed > 0)
      await returnUsage(tx, tenant, {
        key: `saved_jobs:${crypto.randomUUID()}:deleted`,
        items: { saved_jobs: changed },
      });
    return { matched: ids.length, changed };
  });
}
