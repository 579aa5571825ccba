import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { toInterview } from './interview-row';
import type { Interview } from './schema';

/** The interviews of a job in the order of their times. @throws ProblemError 404 when the job is not there or another organization's */
export async function listInterviews(tenant: TenantContext, jobId: string): Promise<Interview[]> {
  const { organizationId } = tenant;
  const job = await asTenant(tenant, (tx) =>
    tx.savedJob.findUnique({
      where: { organizationId_id: { organizationId, id: jobId } },
      select: { interviews: { orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] } },
    }),
  );
  if (!job) throw problems.notFound();
  return job.interviews.map(toInterview);
}

/** One interview. @throws ProblemError 404 when it is not there, of another job or another organization's */
export async function getInterview(tenant: TenantContext, jobId: string, id: string): Promise<Interview> {
  const { organizationId } = tenant;
  const row = await asTenant(tenant, (tx) =>
    tx.jobInterview.findUnique({ where: { organizationId_id: { organizationId, id }, jobId } }),
  );
  if (!row) throw problems.notFound();
  return toInterview(row);
}
