import { asService, isDatabaseUnavailable, type TenantContext } from '@/lib/db';
import { ProblemError } from '@/lib/http';
import { logger } from '@/lib/observability';
import { type BatchOutcome, saveBatch } from './save-batch';

/** Rows saved in one transaction: few enough that nobody who counts for the organization waits long. */
export const IMPORT_BATCH = 100;

/**
 * Does the next batch of an import, and what follows when it cannot be done. Where whoever ordered it may not go on, it is
 * stopped and says why; where a batch fails by our fault, its rows are tried one by one, so that only what cannot be saved
 * is not.
 * @throws what passes by itself, such as a database that does not answer: nothing was done then
 */
export async function runNextBatch(
  tenant: TenantContext,
  importId: string,
  { size = IMPORT_BATCH }: { size?: number } = {},
): Promise<BatchOutcome> {
  try {
    return await saveBatch(tenant, importId, size);
  } catch (error) {
    if (isPassing(error)) throw error;
    if (error instanceof ProblemError) {
      await stopImport(tenant, importId, error.message);
      return 'over';
    }
    logger.error({ err: error, importId, size }, 'a batch of an import failed');
    return rowByRow(tenant, importId, size);
  }
}

/** Does all of an import that has its turn. @returns whether it is over */
export async function runImport(tenant: TenantContext, importId: string): Promise<boolean> {
  for (;;) {
    const outcome = await runNextBatch(tenant, importId);
    if (outcome !== 'more') return outcome === 'over';
  }
}

async function rowByRow(tenant: TenantContext, importId: string, count: number): Promise<BatchOutcome> {
  for (let done = 0; done < count; done++) {
    try {
      const outcome = await saveBatch(tenant, importId, 1);
      if (outcome !== 'more') return outcome;
    } catch (error) {
      if (isPassing(error) || error instanceof ProblemError) throw error;
      await failNextRow(tenant, importId);
    }
  }
  return 'more';
}

function isPassing(error: unknown): boolean {
  return isDatabaseUnavailable(error) || (error instanceof ProblemError && error.status >= 500);
}

// As the service: whoever ordered it may have lost the right to write, or their membership.
async function stopImport({ organizationId }: TenantContext, id: string, reason: string): Promise<void> {
  await asService('jobs.stop-import', (tx) =>
    tx.jobImport.updateMany({
      where: { organizationId, id, state: { in: ['waiting', 'running'] } },
      data: { state: 'stopped', stopReason: reason.slice(0, 500), finishedAt: new Date() },
    }),
  );
}

async function failNextRow({ organizationId }: TenantContext, importId: string): Promise<void> {
  await asService(
    'jobs.fail-import-row',
    (tx) => tx.$executeRaw`
      with failed as (
        update app.job_import_rows r set state = 'failed', error = 'Something went wrong on our side.'
        where r.organization_id = ${organizationId}::uuid and r.import_id = ${importId}::uuid and r.position = (
          select min(w.position) from app.job_import_rows w
          where w.organization_id = ${organizationId}::uuid and w.import_id = ${importId}::uuid and w.state = 'waiting')
        returning 1
      )
      update app.job_imports set failed = failed + (select count(*) from failed)
      where organization_id = ${organizationId}::uuid and id = ${importId}::uuid and state in ('waiting', 'running')`,
  );
}
