import { asTenant, type TenantContext } from '@/lib/db';
import { toCsv } from '@/lib/http';
import { type JobPageQuery, listJobs } from '../../list-jobs';
import { toSavedJob } from '../../row';
import type { SavedJob } from '../../schema';
import { jobCells, jobHeadings } from './job-columns';

/** Jobs read at a time: so many with their descriptions are held in memory, and no more. */
const BATCH = 100;

/** Which jobs are wanted: those that were chosen one by one, or those that the list shows, in its order. */
export type ExportedJobs = { ids: readonly string[] } | { filter: Omit<JobPageQuery, 'limit' | 'cursor'> };

/**
 * The organization's jobs as CSV for spreadsheets (UTF-8 with a mark that says so), written while it is read, in the order
 * of the list. Each batch asks for itself whether the person may still see it. Should reading fail half-way, so does the
 * stream: nobody takes a part for all.
 * Whoever calls it has made sure that the plan has `export_csv`.
 */
export function jobsCsv(
  tenant: TenantContext,
  wanted: ExportedJobs,
  { batch = BATCH }: { batch?: number } = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = csvPieces(tenant, wanted, batch);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

// Without the mark Excel reads UTF-8 as the code page of its machine.
const BYTE_ORDER_MARK = '\uFEFF';

async function* csvPieces(
  tenant: TenantContext,
  wanted: ExportedJobs,
  batch: number,
): AsyncGenerator<string, undefined, undefined> {
  yield BYTE_ORDER_MARK + toCsv([[...jobHeadings]]);
  for await (const ids of 'ids' in wanted
    ? chunks(wanted.ids, batch)
    : listed(tenant, wanted.filter, batch)) {
    const jobs = await jobsIn(tenant, ids);
    if (jobs.length > 0) yield toCsv(jobs.map(jobCells));
  }
}

async function* chunks(ids: readonly string[], size: number): AsyncGenerator<readonly string[]> {
  for (let start = 0; start < ids.length; start += size) yield ids.slice(start, start + size);
}

/** The ids that the list has, page by page: by its own order and filters, whatever they are. */
async function* listed(
  tenant: TenantContext,
  filter: JobPageQuery,
  limit: number,
): AsyncGenerator<readonly string[]> {
  let cursor: string | undefined;
  do {
    const page = await listJobs(tenant, { ...filter, limit, cursor });
    yield page.jobs.map(({ id }) => id);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

// In the order of the ids; what was deleted in between is left out.
async function jobsIn(tenant: TenantContext, ids: readonly string[]): Promise<SavedJob[]> {
  const rows = await asTenant(tenant, (tx) =>
    tx.savedJob.findMany({ where: { organizationId: tenant.organizationId, id: { in: [...ids] } } }),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [toSavedJob(row)] : [];
  });
}
