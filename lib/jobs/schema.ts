import { z } from 'zod';
import { storable, text } from '@/lib/http/text';

/** Where an application stands, in the order of a job search. */
export const jobStatuses = ['saved', 'applied', 'interviewing', 'offer', 'rejected'] as const;
/** See {@link jobStatuses}. */
export type JobStatus = (typeof jobStatuses)[number];

const jobStatusSchema = z.enum(jobStatuses);

const webAddress = storable(
  z.url({ protocol: /^https?$/, error: 'Enter a web address that starts with https://' }).max(2048),
);

/** Text that is trimmed; empty and null mean that there is none. */
function optionalText(schema: z.ZodString) {
  return z
    .union([z.null(), z.literal('').transform(() => null), schema])
    .optional()
    .describe('Empty or null for none.');
}

/** What a person enters for a saved job. */
export const jobInputSchema = z.strictObject({
  title: text().trim().min(1, 'Enter the job title').max(300),
  company: text().trim().min(1, 'Enter the company').max(200),
  location: optionalText(text().trim().max(200)),
  url: z
    .union([z.null(), z.literal('').transform(() => null), webAddress])
    .optional()
    .describe('Empty or null for none.'),
  notes: optionalText(text().trim().max(20_000)),
  status: jobStatusSchema.default('saved'),
});
/** See {@link jobInputSchema}. */
export type JobInput = z.input<typeof jobInputSchema>;

/** Any part of a saved job; what is absent stays as it is. */
export const jobPatchSchema = jobInputSchema
  .extend({ status: jobStatusSchema })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change');
/** See {@link jobPatchSchema}. */
export type JobPatch = z.input<typeof jobPatchSchema>;

/** A saved job as the API tells it. */
export const savedJobSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  company: z.string(),
  location: z.string().nullable(),
  url: z.string().nullable(),
  notes: z.string().nullable(),
  status: jobStatusSchema,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
/** See {@link savedJobSchema}. */
export type SavedJob = z.infer<typeof savedJobSchema>;
