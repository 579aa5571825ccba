import { asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { type FilterChoices, type JobListName, shownStatuses } from './board-lists';
import { readFilter, searchedOnce } from './filter-condition';
import type { JobFilter, JobOrder } from './job-filter';
import { countJobsIn, type JobPage, listJobsIn } from './list-jobs';
import type { JobStatus } from './schema';

/** What is wanted: which lists, how they are filtered and sorted, and how many jobs of each, 50 unless told. */
export type BoardQuery = {
  view: 'board' | 'table';
  filter: JobFilter;
  order: JobOrder;
  sizes?: Partial<Record<JobListName, number>>;
};

/** The lists with their first jobs, how many jobs each status has under the filter, and what could be filtered by. */
export type BoardData = {
  lists: Partial<Record<JobListName, JobPage>>;
  counts: Record<JobStatus, number>;
  choices: FilterChoices;
  /** Another one whenever any job of the organization was saved, changed or removed. */
  version: string;
};

/** Everything that the page of saved jobs shows of them, as of one moment. */
export async function readBoard(
  tenant: TenantContext,
  { view, filter, order, sizes = {} }: BoardQuery,
): Promise<BoardData> {
  const asked = await readFilter(tenant, filter);
  return asTenant(tenant, async (tx) => {
    // First, so that what comes in between is taken for news rather than missed.
    const version = await versionIn(tx, tenant);
    const read = await searchedOnce(tx, tenant, asked);
    const lists: BoardData['lists'] = {};
    for (const name of view === 'table' ? (['table'] as const) : shownStatuses(filter)) {
      const status = name === 'table' ? shownStatuses(filter) : name;
      const limit = sizes[name] ?? firstSize[view];
      lists[name] = await listJobsIn(tx, tenant, { ...read, status }, { ...order, limit });
    }
    return {
      lists,
      counts: await countJobsIn(tx, tenant, read),
      choices: await choicesIn(tx, tenant),
      version,
    };
  });
}

/** See {@link BoardData}; cheap enough to be asked whenever somebody comes back to the page. */
export function boardVersion(tenant: TenantContext): Promise<string> {
  return asTenant(tenant, (tx) => versionIn(tx, tenant));
}

/** Jobs in the first answer: what fills a large screen, and no more. */
const firstSize = { board: 25, table: 50 };

async function versionIn(tx: Transaction, { organizationId }: TenantContext): Promise<string> {
  const [row] = await tx.$queryRaw<{ version: string }[]>`
    select count(*) || ':' || coalesce((extract(epoch from max(updated_at)) * 1000000)::bigint, 0) as version
    from app.saved_jobs where organization_id = ${organizationId}::uuid`;
  return row?.version ?? '';
}

async function choicesIn(tx: Transaction, { organizationId }: TenantContext): Promise<FilterChoices> {
  const [row] = await tx.$queryRaw<FilterChoices[]>`
    select array(select distinct source from app.saved_jobs
                 where organization_id = ${organizationId}::uuid and source is not null order by 1 limit 50) as sources,
           array(select salary_currency from app.saved_jobs
                 where organization_id = ${organizationId}::uuid and salary_currency is not null
                 group by 1 order by count(*) desc, 1 limit 20) as currencies`;
  return row ?? { sources: [], currencies: [] };
}
