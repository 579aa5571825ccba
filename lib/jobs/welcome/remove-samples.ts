import type { TenantContext } from '@/lib/db';
import { deleteJobs } from '../bulk';
import { SAMPLE_SOURCE } from './sample-jobs';

/**
 * Removes the sample jobs, whatever became of them, and gives their places back.
 * @returns how many there were
 * @throws ProblemError 402 `payment_required`, 403 for viewers
 */
export async function removeSampleJobs(tenant: TenantContext): Promise<number> {
  const { changed } = await deleteJobs(tenant, { filter: { source: [SAMPLE_SOURCE] } });
  return changed;
}
