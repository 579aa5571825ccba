import { z } from 'zod';
import { text } from '@/lib/http/text';
import { workModes } from '../schema';

/** What is to be read. */
export const captureInputSchema = z.strictObject({
  url: z.pipe(
    text().trim(),
    z.url({ protocol: /^https?$/, error: 'Enter a web address that starts with https://' }).max(2048),
  ),
});

/** What was read of a posting, not saved: null where the page did not say it. */
export const jobDraftSchema = z.object({
  title: z.string().nullable(),
  company: z.string().nullable(),
  location: z.string().nullable(),
  workMode: z.enum(workModes).nullable(),
  salaryText: z.string().nullable(),
  description: z.string().nullable().describe('HTML.'),
  source: z.string().nullable(),
  url: z.string(),
  closesOn: z.iso.date().nullable(),
});
/** See {@link jobDraftSchema}. */
export type JobDraft = z.infer<typeof jobDraftSchema>;
