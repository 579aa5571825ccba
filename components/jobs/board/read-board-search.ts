import { z } from 'zod';
import { text } from '@/lib/http/text';
import { jobFilterSchema, jobOrderSchema } from '@/lib/jobs/job-filter';
import { usualOrder } from '@/lib/jobs/job-sorts';
import { jobStatusSchema, workModes } from '@/lib/jobs/schema';
import {
  type BoardFilter,
  type BoardSearch,
  type BoardView,
  boardViews,
  type PageParams,
  usualSearchOrder,
} from './board-url';

/**
 * The search in an address that anyone may have typed: what does not make sense is not there, and a text is cut.
 * @param usualView of this person, where the address names none
 */
export function readBoardSearch(params: PageParams, usualView: BoardView): BoardSearch {
  const view = boardViews.find((each) => each === first(params.view)) ?? usualView;
  const currency = one(fields.currency, first(params.currency));
  const sort = jobOrderSchema.shape.sort.safeParse(first(params.sort));
  const order = jobOrderSchema.shape.order.safeParse(first(params.order));
  const filter: BoardFilter = {
    status: many(jobStatusSchema, params.status),
    workMode: many(z.enum(workModes), params.workMode),
    source: many(text().min(1).max(100), params.source),
    // An amount says nothing without its currency.
    salaryMin: currency === undefined ? undefined : one(fields.salaryMin, first(params.salaryMin)),
    currency,
    savedFrom: one(fields.savedFrom, first(params.savedFrom)),
    savedTo: one(fields.savedTo, first(params.savedTo)),
    hasDeadline: one(fields.hasDeadline, first(params.hasDeadline)),
    q: first(params.q)?.trim().slice(0, 200) ?? '',
  };
  const asked = params.sort !== undefined && sort.success ? sort.data : undefined;
  const chosen =
    asked === undefined || (asked === 'relevance' && !filter.q)
      ? usualSearchOrder({ view, filter }).sort
      : asked;
  return {
    view,
    filter,
    order: { sort: chosen, order: (order.success ? order.data : undefined) ?? usualOrder(chosen) },
  };
}

const fields = jobFilterSchema.shape;

function one<Value>(schema: z.ZodType<Value>, value: string | undefined): Value | undefined {
  return value ? schema.safeParse(value).data : undefined;
}

function many<Value>(schema: z.ZodType<Value>, value: string | string[] | undefined): Value[] {
  const given = value === undefined ? [] : [value].flat();
  const known = given.map((each) => schema.safeParse(each).data).filter((each) => each !== undefined);
  return [...new Set(known)].slice(0, 50);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
