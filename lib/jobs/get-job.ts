import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { toSavedJob } from './row';
import type { SavedJob } from './schema';

/** One saved job. @throws ProblemError 404 when it is not there or another organization's */
export async function getJob(tenant: TenantContext, id: string): Promise<SavedJob> {
  const row = await asTenant(tenant, (tx) =>
    tx.savedJob.findUnique({ where: { organizationId_id: { organizationId: tenant.organizationId, id } } }),
  );
  if (!row) throw problems.notFound();
  return toSavedJob(row);
}
