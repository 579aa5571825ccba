import { z } from 'zod';
import { text } from '@/lib/http/text';
import { jobSorts, sortOrders } from './job-sorts';
import { type JobStatus, jobStatuses, type WorkMode, workModes } from './schema';

export * from './job-sorts';

/** Characters of a text that is searched for at most. */
export const SEARCH_TEXT_MAX = 200;

const yesOrNo = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

/** Several values, as one of a query or as a list of JSON. */
function several<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema.transform((one) => [one]), z.array(schema).max(50)]).optional();
}

/** Which jobs. What is not named is not asked for. Days are UTC, and both ends belong to a range. */
export const jobFilterSchema = z.object({
  status: several(z.enum(jobStatuses)).describe('Any of these.'),
  workMode: several(z.enum(workModes)).describe('Any of these.'),
  source: several(text().max(100)).describe('Any of these, letter for letter.'),
  salaryMin: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000_000)
    .optional()
    .describe('The upper end of the pay for a year, in whole units of `currency`, is at least this.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Three capital letters, like EUR')
    .optional()
    .describe('Of the pay. Needed with `salaryMin`: amounts are not converted.'),
  savedFrom: z.iso.date().optional(),
  savedTo: z.iso.date().optional(),
  hasDeadline: yesOrNo.optional(),
  q: text()
    .max(SEARCH_TEXT_MAX)
    .optional()
    .describe(
      'Words in title, company, location, description and notes, slips forgiven; with `advanced_search` also operators.',
    ),
  mode: z
    .enum(['words', 'advanced'])
    .optional()
    .describe(
      'How `q` is read. `words` takes operators for the words in them; `advanced` refuses them without `advanced_search`, and what it cannot understand. Without it operators count where the plan has them.',
    ),
});

/** See {@link jobFilterSchema}. */
export type JobFilter = {
  status?: OneOrMore<JobStatus> | undefined;
  workMode?: OneOrMore<WorkMode> | undefined;
  source?: OneOrMore<string> | undefined;
  salaryMin?: number | undefined;
  currency?: string | undefined;
  savedFrom?: string | undefined;
  savedTo?: string | undefined;
  hasDeadline?: boolean | undefined;
  q?: string | undefined;
  mode?: 'words' | 'advanced' | undefined;
};

type OneOrMore<Value> = Value | readonly Value[];

/** See {@link JobOrder}. Without an order it is the usual one of that column. */
export const jobOrderSchema = z.object({
  sort: z.enum(jobSorts).default('saved'),
  order: z.enum(sortOrders).optional(),
});
