import { z } from 'zod';
import { Prisma } from '@/lib/db';
import { decodeCursor, encodeCursor } from '@/lib/http';
import { isStorable } from '@/lib/http/text';
import { type JobOrder, type JobSort, jobSorts, sortOrders } from './job-filter';

/** The upper end of the pay for a year in minor units, whatever the currency: 52 weeks of five days of eight hours. */
export const yearlyPay = Prisma.sql`(coalesce(salary_max, salary_min) * case salary_interval
  when 'year' then 1 when 'month' then 12 when 'week' then 52 when 'day' then 260 when 'hour' then 2080 end)::numeric`;

/** A place in a list: right behind the row that has this key and this id. */
export type Place = { key: string | null; id: string };

/**
 * What rows are sorted by, as `key`: a whole number or a text, so that it comes back from a cursor exactly. Times count in
 * microseconds, as the database has them.
 */
export function orderKey({ sort }: JobOrder): Prisma.Sql {
  return keys[sort];
}

/**
 * `order by`: by the key, jobs without one last, and of equal keys the one that was saved last first. Ids decide ties, so
 * that every row has one place and no page repeats or skips one.
 */
export function orderBy({ sort, order }: JobOrder): Prisma.Sql {
  return Prisma.sql`${keys[sort]} ${directions[order]} nulls last, id desc`;
}

/** The rows behind a place, for the page that begins there. */
export function behind({ sort, order }: JobOrder, { key, id }: Place): Prisma.Sql {
  const column = keys[sort];
  if (key === null) return Prisma.sql`(${column} is null and id < ${id}::uuid)`;
  const value = isText(sort) ? Prisma.sql`${key}::text collate "und-x-icu"` : Prisma.sql`${key}::numeric`;
  const further = order === 'asc' ? Prisma.sql`>` : Prisma.sql`<`;
  return Prisma.sql`(${column} ${further} ${value} or ${column} is null or (${column} = ${value} and id < ${id}::uuid))`;
}

/** A place as the cursor that leads there. */
export function cursorAt({ sort, order }: JobOrder, { key, id }: Place): string {
  return encodeCursor(JSON.stringify([sort, order, key, id]));
}

/** The place that a cursor leads to. @throws ProblemError 422 for a cursor of another list, or of nobody */
export function placeOf({ sort, order }: JobOrder, cursor: string): Place {
  const [, , key, id] = decodeCursor(
    cursor,
    cursorSchema.refine(
      ([ofSort, ofOrder, value]) =>
        ofSort === sort &&
        ofOrder === order &&
        (value === null || isText(sort) || /^-?\d{1,25}$/.test(value)),
    ),
  );
  return { key, id };
}

/** A title of 300 characters that are four bytes each fits into it. */
export const jobCursorSchema = z.string().min(1).max(4000).optional();

const cursorSchema = z
  .string()
  .transform((json, context) => {
    try {
      return JSON.parse(json);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.enum(jobSorts), z.enum(sortOrders), z.string().refine(isStorable).nullable(), z.uuid()]));

const directions = { asc: Prisma.sql`asc`, desc: Prisma.sql`desc` };

function isText(sort: JobSort): boolean {
  return ['title', 'company', 'location', 'source'].includes(sort);
}

// As people sort, whatever the database was made with: accents and capitals beside their letters.
const keys: Record<JobSort, Prisma.Sql> = {
  saved: Prisma.sql`(extract(epoch from created_at) * 1000000)::bigint`,
  moved: Prisma.sql`(extract(epoch from status_changed_at) * 1000000)::bigint`,
  updated: Prisma.sql`(extract(epoch from updated_at) * 1000000)::bigint`,
  deadline: Prisma.sql`(closes_on - date '1970-01-01')`,
  title: Prisma.sql`title collate "und-x-icu"`,
  company: Prisma.sql`company collate "und-x-icu"`,
  location: Prisma.sql`location collate "und-x-icu"`,
  workMode: Prisma.sql`array_position(enum_range(null::app.work_mode), work_mode)`,
  salary: yearlyPay,
  status: Prisma.sql`array_position(enum_range(null::app.job_status), status)`,
  source: Prisma.sql`source collate "und-x-icu"`,
  relevance: Prisma.sql`(rank::numeric * 1000000)::bigint`,
};
