import { Prisma, type TenantContext } from '@/lib/db';
import { problems } from '@/lib/http';
import type { JobFilter } from './job-filter';
import { yearlyPay } from './job-order';
import { compileQuery, type JobQuery, readSearch } from './search';

/** A filter whose text has been read as far as the plan goes; null is none. */
export type ReadFilter = Omit<JobFilter, 'q'> & { search: JobQuery | null };

/**
 * Reads the text of a filter, before a transaction is begun: what the plan has may have to be asked on a connection of its own.
 * A question that cannot be understood is read as far as it can be.
 */
export async function readFilter(tenant: TenantContext, { q, ...filter }: JobFilter): Promise<ReadFilter> {
  const { query } = await readSearch(tenant, q ?? '', 'offered');
  return { ...filter, search: query };
}

/**
 * Where the jobs of a filter are read from: `app.saved_jobs`, and where a text is searched for, `rank` beside each, the higher the
 * better. What the text does not find is not in it.
 */
export function filterSource(tenant: TenantContext, { search }: Pick<ReadFilter, 'search'>): Prisma.Sql {
  return search
    ? Prisma.sql`app.saved_jobs join ${compileQuery(tenant, search)} found using (id)`
    : Prisma.sql`app.saved_jobs`;
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
