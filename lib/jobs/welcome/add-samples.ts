import { asTenant, type TenantContext } from '@/lib/db';
import { consumeUsage } from '@/lib/usage';
import { requireWriter } from '../require-writer';
import { toColumns } from '../row';
import { jobInputSchema } from '../schema';
import { SAMPLE_SOURCE, sampleJobs } from './sample-jobs';

/**
 * Saves the sample jobs, all or none. They count like any other job; while one of them is there, nothing is added.
 * Of two who ask at once the second finds what the first has added: counting comes first, and is done by one at a time.
 * @returns how many were added
 * @throws ProblemError 402 `quota_exceeded` where they do not all fit, or `payment_required`; 403 for viewers
 */
export function addSampleJobs(tenant: TenantContext): Promise<number> {
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const { organizationId } = tenant;
    const samples = { organizationId, source: SAMPLE_SOURCE };
    if ((await tx.savedJob.count({ where: samples })) > 0) return 0;
    await consumeUsage(tx, tenant, {
      key: `sample_jobs:${crypto.randomUUID()}`,
      items: { saved_jobs: sampleJobs.length },
    });
    // Somebody may have added them while this waited for the count: then all of this is taken back.
    if ((await tx.savedJob.count({ where: samples })) > 0) throw new AlreadyThere();
    for (const sample of sampleJobs) {
      const fields = jobInputSchema.parse({ ...sample, source: SAMPLE_SOURCE });
      const { title, company } = fields;
      await tx.savedJob.create({
        data: { ...toColumns(fields), title, company, organizationId, createdBy: tenant.userId },
      });
    }
    return sampleJobs.length;
  }).catch((error: unknown) => {
    if (error instanceof AlreadyThere) return 0;
    throw error;
  });
}

class AlreadyThere extends Error {}
