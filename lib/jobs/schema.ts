import { z } from 'zod';
import { text } from '@/lib/http/text';
import { optionalText, webAddress } from './optional-text';
import { jobStatuses, salaryIntervals, workModes } from './statuses';

export * from './statuses';

export const jobStatusSchema = z.enum(jobStatuses);

/** Ten billion in most currencies: what is more is a slip. The database holds to it, too. */
const salaryMax = 1_000_000_000_000;
const amount = z.int().min(0).max(salaryMax).nullable();

/** A range of pay: minor units (cents) of an ISO 4217 currency for one interval; one end may be open. */
export const salarySchema = z
  .strictObject({
    min: amount,
    max: amount,
    currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, like EUR'),
    interval: z.enum(salaryIntervals),
  })
  .refine(({ min, max }) => min !== null || max !== null, 'Give at least one end of the range')
  .refine(({ min, max }) => min === null || max === null || min <= max, {
    path: ['max'],
    message: 'The upper end must not be below the lower one',
  })
  .describe('A range of pay in minor units (cents) of its currency.');
/** See {@link salarySchema}. */
export type Salary = z.infer<typeof salarySchema>;

/** What a person enters for a saved job. */
export const jobInputSchema = z.strictObject({
  title: text().trim().min(1, 'Enter the job title').max(300),
  company: text().trim().min(1, 'Enter the company').max(200),
  location: optionalText(text().trim().max(200)),
  url: z
    .union([z.null(), z.literal('').transform(() => null), webAddress])
    .optional()
    .describe('Empty or null for none.'),
  workMode: z.enum(workModes).nullish(),
  salary: salarySchema.nullish(),
  salaryText: optionalText(text().trim().max(200)).describe(
    'The pay in the words of the posting. Without `salary`, the range is read from it where it can be.',
  ),
  description: optionalText(text().max(200_000)).describe(
    'HTML or plain text. Only harmless markup of text is kept; empty or null for none.',
  ),
  source: optionalText(text().trim().max(100)).describe('Where it was found, such as `linkedin`.'),
  closesOn: z.union([z.null(), z.literal('').transform(() => null), z.iso.date()]).optional(),
  notes: optionalText(text().trim().max(20_000)),
  status: jobStatusSchema.default('saved'),
});
/** See {@link jobInputSchema}. */
export type JobInput = z.input<typeof jobInputSchema>;

/** What was entered, checked. */
export type JobFields = Partial<z.output<typeof jobInputSchema>>;

/** Any part of a saved job; what is absent stays as it is. */
export const jobPatchSchema = jobInputSchema
  .extend({ status: jobStatusSchema })
  .partial()
  .extend({
    expectedUpdatedAt: z.iso
      .datetime()
      .optional()
      .describe(
        '`updatedAt` as it was read. When the job has been changed since, nothing is written and the answer is 409.',
      ),
  })
  .refine(
    ({ expectedUpdatedAt: _, ...fields }) => Object.keys(fields).length > 0,
    'Name at least one field to change',
  );
/** See {@link jobPatchSchema}. */
export type JobPatch = z.input<typeof jobPatchSchema>;

/** A saved job as lists tell it: all but its description. */
export const jobSummarySchema = z.object({
  id: z.uuid(),
  title: z.string(),
  company: z.string(),
  location: z.string().nullable(),
  url: z.string().nullable(),
  workMode: z.enum(workModes).nullable(),
  salary: salarySchema.nullable(),
  salaryText: z.string().nullable(),
  source: z.string().nullable(),
  closesOn: z.iso.date().nullable(),
  notes: z.string().nullable(),
  status: jobStatusSchema,
  appliedAt: z.iso.datetime().nullable().describe('When it first was applied, or anything that comes after.'),
  statusChangedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
/** See {@link jobSummarySchema}. */
export type JobSummary = z.infer<typeof jobSummarySchema>;

/** A saved job as the API tells it. */
export const savedJobSchema = jobSummarySchema.extend({
  description: z.string().nullable().describe('HTML with harmless markup of text alone.'),
});
/** See {@link savedJobSchema}. */
export type SavedJob = z.infer<typeof savedJobSchema>;
