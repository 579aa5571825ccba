import { Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { filterCondition, filterSource, type ReadFilter, readFilter } from '../filter-condition';
import { BULK_JOBS_MAX, type BulkSelection } from './bulk-schema';

/** A selection as it is looked up. */
export type ReadSelection = { ids: readonly string[] } | { filter: ReadFilter; expected: number | undefined };

/** Reads the text of a filter, before a transaction is begun. */
export async function readSelection(tenant: TenantContext, selection: BulkSelection): Promise<ReadSelection> {
  return 'ids' in selection
    ? selection
    : { filter: await readFilter(tenant, selection.filter), expected: selection.expected };
}

/**
 * The ids of the selected jobs that there are, locked until the transaction ends. Everybody locks in the same order, so that
 * of two who change many jobs at once one waits and none is refused.
 * @throws ProblemError 404 where none of the named is there; 409 `conflict` where a filter finds another number than expected;
 * 422 where there are more than {@link BULK_JOBS_MAX}
 */
export async function selectedJobs(
  tx: Transaction,
  tenant: TenantContext,
  selection: ReadSelection,
): Promise<string[]> {
  const condition =
    'ids' in selection
      ? Prisma.sql`organization_id = ${tenant.organizationId}::uuid and id = any(${selection.ids}::uuid[])`
      : filterCondition(tenant, selection.filter);
  const source = 'ids' in selection ? Prisma.sql`app.saved_jobs` : filterSource(tenant, selection.filter);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from ${source} where ${condition} order by id limit ${BULK_JOBS_MAX + 1} for update of saved_jobs`;
  if ('ids' in selection && rows.length === 0) throw problems.notFound();
  if (rows.length > BULK_JOBS_MAX)
    throw problems.invalid(
      `More than ${BULK_JOBS_MAX.toLocaleString('en-US')} jobs match. Narrow the filter and go on in parts.`,
    );
  if ('filter' in selection && selection.expected !== undefined && selection.expected !== rows.length)
    throw problems.conflict(
      `${rows.length.toLocaleString('en-US')} ${rows.length === 1 ? 'job matches' : 'jobs match'} by now. Nothing was changed; look again.`,
    );
  return rows.map(({ id }) => id);
}
