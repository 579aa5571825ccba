import type { TenantContext, Transaction } from '@/lib/db';
import { problems } from '@/lib/http';

/**
 * Keeps a saved job from being changed or removed by others until the transaction ends, for whoever first looks at what
 * is there and then writes. Precondition: the caller may write ({@link requireWriter}).
 * @throws ProblemError 404 when it is not there or another organization's
 */
export async function lockJob(
  tx: Transaction,
  { organizationId }: TenantContext,
  id: string,
): Promise<{ updatedAt: Date }> {
  const [job] = await tx.$queryRaw<{ updatedAt: Date }[]>`
    select date_trunc('milliseconds', updated_at) as "updatedAt" from app.saved_jobs
    where organization_id = ${organizationId}::uuid and id = ${id}::uuid for no key update`;
  if (!job) throw problems.notFound();
  return job;
}
