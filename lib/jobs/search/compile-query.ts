import { Prisma, type TenantContext } from '@/lib/db';
import { payCondition } from './pay-condition';
import type { DayField, JobQuery, TextScope } from './query';

/**
 * A question as rows `(id, rank)` of the tenant's jobs, to be joined or selected from in a transaction of that tenant.
 * Whatever somebody wrote reaches the database as a parameter, never as SQL. The higher the rank the better, 0 where
 * nothing but conditions was asked for.
 */
export function compileQuery({ organizationId }: TenantContext, query: JobQuery): Prisma.Sql {
  const typed = lastTyped(query);
  const leaves: Prisma.Sql[] = [];
  const condition = conditionOf(grouped(query, typed), leaves);
  // By far the most questions are nothing but words.
  const [only] = leaves;
  if (only && leaves.length === 1 && isWords(query)) return Prisma.sql`(select id, rank from ${only})`;
  const joins = leaves.map(
    (leaf, index) => Prisma.sql`left join ${leaf} ${found(index)} on ${found(index)}.id = j.id`,
  );
  const ranks = leaves.map((_, index) => Prisma.sql`coalesce(${found(index)}.rank, 0)`);
  return Prisma.sql`(
    select j.id, ${ranks.length === 0 ? Prisma.sql`0` : Prisma.join(ranks, ' + ')}::real as rank
    from app.saved_jobs j ${joins.length === 0 ? Prisma.empty : Prisma.join(joins, ' ')}
    where j.organization_id = ${organizationId}::uuid and ${condition})`;
}

/** Words of one scope that are looked for together. */
type Leaf = { kind: 'leaf'; scope: TextScope; words: string[]; exact: boolean; prefix: boolean };
type Grouped =
  | { kind: 'all' | 'any'; of: Grouped[] }
  | { kind: 'not'; of: Grouped }
  | Leaf
  | Extract<
      JobQuery,
      { kind: 'status' } | { kind: 'mode' } | { kind: 'source' } | { kind: 'pay' } | { kind: 'day' }
    >;

function isWords(query: JobQuery): boolean {
  return query.kind === 'text' || (query.kind === 'all' && query.of.every((part) => part.kind === 'text'));
}

/** The word that somebody may still be writing: the last of the question, where it is one. */
function lastTyped(query: JobQuery): JobQuery | null {
  if (query.kind === 'all' || query.kind === 'any') {
    const last = query.of.at(-1);
    return last ? lastTyped(last) : null;
  }
  return query.kind === 'text' && !query.exact ? query : null;
}

// Words side by side are one question to the index: it then knows which of them may be missing, or belong together.
function grouped(query: JobQuery, typed: JobQuery | null): Grouped {
  if (query.kind === 'not') return { kind: 'not', of: grouped(query.of, null) };
  if (query.kind === 'any') return { kind: 'any', of: query.of.map((part) => grouped(part, typed)) };
  if (query.kind === 'text') return leafOf(query, typed);
  if (query.kind !== 'all') return query;
  const parts: Grouped[] = [];
  for (const part of query.of) {
    const [next, before] = [grouped(part, typed), parts.at(-1)];
    if (isPlain(next) && isPlain(before)) {
      before.words.push(...next.words);
      before.prefix = next.prefix;
    } else parts.push(next);
  }
  return { kind: 'all', of: parts };
}

function leafOf(query: Extract<JobQuery, { kind: 'text' }>, typed: JobQuery | null): Leaf {
  const { scope, words, exact } = query;
  return { kind: 'leaf', scope, words: [words], exact, prefix: query === typed };
}

function isPlain(part: Grouped | undefined): part is Leaf {
  return part?.kind === 'leaf' && part.scope === 'any' && !part.exact;
}

function conditionOf(query: Grouped, leaves: Prisma.Sql[]): Prisma.Sql {
  switch (query.kind) {
    case 'all':
    case 'any':
      return Prisma.sql`(${Prisma.join(
        query.of.map((part) => conditionOf(part, leaves)),
        query.kind === 'all' ? ' and ' : ' or ',
      )})`;
    case 'not':
      // What is unknown is not what was excluded: -salary:>80k keeps the jobs without a salary.
      return Prisma.sql`(${conditionOf(query.of, leaves)} is not true)`;
    case 'leaf':
      leaves.push(
        Prisma.sql`app.find_jobs(${query.words}::text[], ${query.scope}, ${query.prefix}, ${query.exact})`,
      );
      return Prisma.sql`${found(leaves.length - 1)}.id is not null`;
    case 'status':
      return Prisma.sql`j.status = any(${query.values}::app.job_status[])`;
    case 'mode':
      return Prisma.sql`j.work_mode = any(${query.values}::app.work_mode[])`;
    case 'source':
      return Prisma.sql`lower(j.source) = lower(${query.value})`;
    case 'pay':
      return payCondition(query);
    case 'day':
      return Prisma.join(
        [
          query.from === null ? Prisma.sql`true` : Prisma.sql`${days[query.field]} >= ${query.from}::date`,
          query.before === null ? Prisma.sql`true` : Prisma.sql`${days[query.field]} < ${query.before}::date`,
        ],
        ' and ',
      );
  }
}

const days: Readonly<Record<DayField, Prisma.Sql>> = {
  saved: Prisma.sql`(j.created_at at time zone 'utc')`,
  applied: Prisma.sql`(j.applied_at at time zone 'utc')`,
  moved: Prisma.sql`(j.status_changed_at at time zone 'utc')`,
  closes: Prisma.sql`j.closes_on`,
};

function found(index: number): Prisma.Sql {
  return Prisma.raw(`found_${index}`);
}
