import type { TenantContext } from '@/lib/db';
import { orderImport } from './order-import';
import { readImport } from './read-import';
import { rowsOf } from './rows-of';
import { IMPORT_BATCH, runImport } from './run-import';
import type { ImportBody, ImportOptions, JobImport } from './schema';

/**
 * Imports a table of jobs: a short one at once, of a longer one the worker goes on with the rest. Killed half-way and
 * repeated with the same key it saves nothing twice.
 * Whoever calls it has made sure that the plan has `bulk_import`.
 * @throws ProblemError as of `orderImport`, 422 for a text that is no table
 */
export async function importJobs(
  tenant: TenantContext,
  body: ImportBody,
  options: ImportOptions,
  idempotencyKey?: string,
): Promise<JobImport> {
  const rows = rowsOf(body);
  const id = await orderImport(tenant, rows, options, idempotencyKey);
  // Its turn may be later, or a worker may have begun with it: then this does nothing.
  if (rows.length <= IMPORT_BATCH) await runImport(tenant, id);
  return readImport(tenant, id);
}
