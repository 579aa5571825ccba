import { asTenant, Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { filterCondition, filterSource, type ReadFilter, readFilter } from './filter-condition';
import { type JobFilter, type JobOrder, usualOrder } from './job-filter';
import { behind, cursorAt, orderBy, orderKey, placeOf } from './job-order';
import { toJobSummary } from './row';
import { type JobStatus, type JobSummary, jobStatuses } from './schema';

/** One page; `nextCursor` null is the last. */
export type JobPage = { jobs: JobSummary[]; nextCursor: string | null };

/** Which page of which list. `limit` 1 to 5,000, 50 unless told; the order is newest first unless told. */
export type JobPageQuery = JobFilter & {
  sort?: JobOrder['sort'] | undefined;
  order?: JobOrder['order'] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

/** The organization's saved jobs. @throws ProblemError 422 for a foreign cursor, or one of another order */
export async function listJobs(
  tenant: TenantContext,
  { sort, order, limit, cursor, ...filter }: JobPageQuery = {},
): Promise<JobPage> {
  const read = await readFilter(tenant, filter);
  return asTenant(tenant, (tx) => listJobsIn(tx, tenant, read, { sort, order, limit, cursor }));
}

/** As {@link listJobs}, within a transaction of the tenant. */
export async function listJobsIn(
  tx: Transaction,
  tenant: TenantContext,
  filter: ReadFilter,
  { sort = 'saved', order = usualOrder(sort), limit = 50, cursor }: Omit<JobPageQuery, keyof JobFilter>,
): Promise<JobPage> {
  // Without a text nothing fits better than anything else.
  const ordered: JobOrder =
    sort === 'relevance' && !filter.search ? { sort: 'saved', order } : { sort, order };
  const condition = filterCondition(tenant, filter);
  const from = cursor === undefined ? Prisma.sql`true` : behind(ordered, placeOf(ordered, cursor));
  const places = await tx.$queryRaw<{ id: string; key: string | null }[]>`
    select id, (${orderKey(ordered)})::text as key from ${filterSource(tenant, filter)}
    where ${condition} and ${from} order by ${orderBy(ordered)} limit ${limit + 1}`;
  const page = places.slice(0, limit);
  const last = page.at(-1);
  return {
    jobs: await jobsOf(
      tx,
      tenant,
      page.map(({ id }) => id),
    ),
    nextCursor: places.length > limit && last ? cursorAt(ordered, last) : null,
  };
}

/** How many jobs each status has, zero included, of those that a filter asks for; the statuses that it names do not count. */
export async function countJobs(
  tenant: TenantContext,
  filter: JobFilter = {},
): Promise<Record<JobStatus, number>> {
  const read = await readFilter(tenant, filter);
  return asTenant(tenant, (tx) => countJobsIn(tx, tenant, read));
}

/** As {@link countJobs}, within a transaction of the tenant. */
export async function countJobsIn(
  tx: Transaction,
  tenant: TenantContext,
  filter: ReadFilter,
): Promise<Record<JobStatus, number>> {
  const groups = await tx.$queryRaw<{ status: JobStatus; count: number }[]>`
    select status, count(*)::int as count from ${filterSource(tenant, filter)}
    where ${filterCondition(tenant, { ...filter, status: undefined })} group by status`;
  const counts = Object.fromEntries(jobStatuses.map((status) => [status, 0])) as Record<JobStatus, number>;
  for (const { status, count } of groups) counts[status] = count;
  return counts;
}

// In the order of the ids. One that went between the two statements is left out.
async function jobsOf(
  tx: Transaction,
  { organizationId }: TenantContext,
  ids: string[],
): Promise<JobSummary[]> {
  const rows = await tx.savedJob.findMany({
    where: { organizationId, id: { in: ids } },
    omit: { description: true },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [toJobSummary(row)] : [];
  });
}
