import { z } from 'zod';
import { jobStatusSchema } from '../schema';

/** One step of an application, as the API tells it. */
export const statusChangeSchema = z.object({
  id: z.uuid(),
  from: jobStatusSchema.nullable().describe('Null when the job was saved.'),
  to: jobStatusSchema,
  changedAt: z.iso.datetime(),
  changedBy: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .describe('Null for whoever is not known any more.'),
});
/** See {@link statusChangeSchema}. */
export type StatusChange = z.infer<typeof statusChangeSchema>;
