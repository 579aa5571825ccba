import { z } from 'zod';
import { workModes } from '@/lib/jobs/schema';

/** What was read of a posting, or typed over it, before it is saved. */
export const draftSchema = z.object({
  title: z.string().nullish(),
  company: z.string().nullish(),
  location: z.string().nullish(),
  workMode: z.enum(workModes).nullish(),
  salaryText: z.string().nullish(),
  /** HTML of text alone. */
  description: z.string().nullish(),
  source: z.string().nullish(),
  url: z.string().nullish(),
  closesOn: z.string().nullish(),
});
/** See {@link draftSchema}. */
export type Draft = z.infer<typeof draftSchema>;
