import { asTenant, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import { requireWriter } from '../../require-writer';
import { toJobImport } from './read-import';
import type { JobImport } from './schema';

/**
 * Cancels an import: what is being saved at this moment is still saved, and nothing after. What is over stays as it is, so a
 * repeat changes nothing. Jobs that it has saved stay.
 * @throws ProblemError 402 `payment_required`, 403 for viewers, 404 when it is not there or another organization's
 */
export async function cancelImport(tenant: TenantContext, id: string): Promise<JobImport> {
  const { organizationId } = tenant;
  return asTenant(tenant, async (tx) => {
    await requireWriter(tx);
    // Waits for the batch that is under way, which holds the row.
    await tx.jobImport.updateMany({
      where: { organizationId, id, state: { in: ['waiting', 'running'] } },
      data: { state: 'canceled', finishedAt: new Date() },
    });
    const row = await tx.jobImport.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) throw problems.notFound();
    return toJobImport(row);
  });
}
