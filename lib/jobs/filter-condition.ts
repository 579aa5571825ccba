import { Prisma, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import type { JobFilter } from './job-filter';
import { yearlyPay } from './job-order';
import { compileQuery, type JobQuery, readSearch, searchJobIds } from './search';

/** A filter whose text has been read as far as the plan goes; null is none. What it finds may be found already. */
export type ReadFilter = Omit<JobFilter, 'q' | 'mode'> & { search: JobQuery | Found | null };

/** The jobs that a text finds, and how well each. */
type Found = { kind: 'found'; ids: string[]; ranks: number[] };

/**
 * Reads the text of a filter, before a transaction is begun: what the plan has may have to be asked on a connection of its own.
 * A question that cannot be understood is read as far as it can be.
 */
export async function readFilter(
  tenant: TenantContext,
  { q, mode, ...filter }: JobFilter,
): Promise<ReadFilter> {
  const { query } = await readSearch(tenant, q ?? '', mode ?? 'offered');
  return { ...filter, search: query };
}

/** Searches once for whoever asks for several lists of one filter in a transaction. */
export async function searchedOnce(
  tx: Transaction,
  tenant: TenantContext,
  filter: ReadFilter,
): Promise<ReadFilter> {
  if (!filter.search || filter.search.kind === 'found') return filter;
  const found = await searchJobIds(tx, tenant, { query: filter.search }, ALL);
  const [ids, ranks] = [found.map(({ id }) => id), found.map(({ rank }) => rank)];
  return { ...filter, search: { kind: 'found', ids, ranks } };
}

/** More jobs than anybody has. */
const ALL = 1_000_000;

/**
 * Where the jobs of a filter are read from: `app.saved_jobs`, and where a text is searched for, `rank` beside each, the higher the
 * better. What the text does not find is not in it.
 */
export function filterSource(tenant: TenantContext, { search }: Pick<ReadFilter, 'search'>): Prisma.Sql {
  if (!search) return Prisma.sql`app.saved_jobs`;
  const found =
    search.kind === 'found'
      ? Prisma.sql`unnest(${search.ids}::uuid[], ${search.ranks}::real[]) found (id, rank)`
      : Prisma.sql`${compileQuery(tenant, search)} found`;
  return Prisma.sql`app.saved_jobs join ${found} using (id)`;
}

/**
 * The rows of {@link filterSource} that a filter asks for, as a condition for SQL. It names the organization itself, beside
 * row-level security, so that an index can be used.
 * @throws ProblemError 422 for an amount of no currency
 */
export function filterCondition({ organizationId }: TenantContext, filter: ReadFilter): Prisma.Sql {
  const { salaryMin, currency, savedFrom, savedTo, hasDeadline } = filter;
  if (salaryMin !== undefined && currency === undefined)
    throw problems.invalid('Say in which currency the pay is.', [
      { path: 'currency', message: 'Needed with salaryMin' },
    ]);
  const conditions = [
    Prisma.sql`organization_id = ${organizationId}::uuid`,
    anyOf(Prisma.sql`status`, filter.status, Prisma.sql`app.job_status[]`),
    anyOf(Prisma.sql`work_mode`, filter.workMode, Prisma.sql`app.work_mode[]`),
    anyOf(Prisma.sql`source`, filter.source, Prisma.sql`text[]`),
    currency === undefined ? null : Prisma.sql`salary_currency = ${currency}`,
    salaryMin === undefined ? null : Prisma.sql`${yearlyPay} >= ${minorUnits(salaryMin, currency)}::numeric`,
    savedFrom === undefined
      ? null
      : Prisma.sql`created_at >= ${savedFrom}::date::timestamp at time zone 'utc'`,
    savedTo === undefined
      ? null
      : Prisma.sql`created_at < (${savedTo}::date + 1)::timestamp at time zone 'utc'`,
    hasDeadline === undefined ? null : Prisma.sql`(closes_on is not null) = ${hasDeadline}`,
  ];
  return Prisma.join(
    conditions.filter((condition) => condition !== null),
    ' and ',
  );
}

function anyOf<Value extends string>(
  column: Prisma.Sql,
  given: Value | readonly Value[] | undefined,
  type: Prisma.Sql,
): Prisma.Sql | null {
  const values = given === undefined ? [] : [given].flat();
  return values.length === 0 ? null : Prisma.sql`${column} = any(${values}::${type})`;
}

// Yen have no cents, dinars have a thousand of them.
function minorUnits(amount: number, currency = 'USD'): string {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return `${amount}e${maximumFractionDigits}`;
}
