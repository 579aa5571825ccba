import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { requireWriter } from '../require-writer';

/**
 * Removes an interview of a job.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when it is not there, of another job or another
 * organization's
 */
export async function deleteInterview(tenant: TenantContext, jobId: string, id: string): Promise<void> {
  const { organizationId } = tenant;
  await asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    const { count } = await tx.jobInterview.deleteMany({ where: { organizationId, jobId, id } });
    if (count === 0) throw problems.notFound();
  });
}
