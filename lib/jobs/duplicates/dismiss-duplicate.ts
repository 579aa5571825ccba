import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { requireWriter } from '../require-writer';

/**
 * Says of two jobs that they are not the same, for good and for everybody in the organization. A repeat, from either side,
 * changes nothing.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when one of them is not there or another organization's,
 * 422 for a job with itself
 */
export async function dismissDuplicate(tenant: TenantContext, id: string, otherId: string): Promise<void> {
  if (id === otherId)
    throw problems.invalid('A job is always the same as itself.', [
      { path: 'otherId', message: 'Name another job' },
    ]);
  const { organizationId } = tenant;
  const [jobId = id, other = otherId] = [id, otherId].sort();
  await asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    // Locked, so that neither goes between the question and the answer.
    const jobs = await tx.$queryRaw<unknown[]>`
      select id from app.saved_jobs where organization_id = ${organizationId}::uuid and id in (${id}::uuid, ${otherId}::uuid)
      order by id for key share`;
    if (jobs.length < 2) throw problems.notFound();
    await tx.duplicateDismissal.createMany({
      data: [{ organizationId, jobId, otherId: other }],
      skipDuplicates: true,
    });
  });
}
