import type { z } from 'zod';
import type { TenantContext } from '@/lib/db';
import type { BulkOutcome, bulkSchema } from './bulk-schema';
import { deleteJobs } from './delete-jobs';
import { moveJobs } from './move-jobs';

/** Does one thing to many jobs. Errors as of `moveJobs` and `deleteJobs`. */
export async function bulkJobs(
  tenant: TenantContext,
  { action, ...selection }: z.output<typeof bulkSchema>,
): Promise<BulkOutcome> {
  if (action.kind === 'delete') return deleteJobs(tenant, selection);
  const status = action.kind === 'archive' ? 'archived' : action.status;
  const { matched, changed } = await moveJobs(tenant, selection, status);
  return { matched, changed };
}
