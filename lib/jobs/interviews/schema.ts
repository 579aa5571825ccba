import { z } from 'zod';
import { text } from '@/lib/http/text';
import { optionalText } from '../optional-text';

/** How many interviews a job keeps. */
export const INTERVIEWS_MAX = 100;

/** How an interview is held. */
export const interviewKinds = ['phone', 'video', 'onsite', 'assignment', 'other'] as const;
/** See {@link interviewKinds}. */
export type InterviewKind = (typeof interviewKinds)[number];

const moment = z.iso
  .datetime({ offset: true, error: 'Enter a date and a time' })
  .refine((at) => /^20\d\d-/.test(at), 'Must be between 2000 and 2099');

const fields = z.strictObject({
  kind: z.enum(interviewKinds),
  startsAt: moment,
  endsAt: moment.describe('After `startsAt`, by a day at most.'),
  location: optionalText(text().trim().max(500)).describe(
    'A place, a telephone number or the address of a call.',
  ),
  notes: optionalText(text().trim().max(5_000)),
});

/** What a person enters for a talk that has a time. */
export const interviewInputSchema = fields
  .extend({ kind: z.enum(interviewKinds).default('video') })
  .superRefine(({ startsAt, endsAt }, context) => {
    const message = lengthProblem(new Date(startsAt), new Date(endsAt));
    if (message) context.addIssue({ code: 'custom', path: ['endsAt'], message });
  });
/** See {@link interviewInputSchema}. */
export type InterviewInput = z.input<typeof interviewInputSchema>;

/** Any part of an interview; what is absent stays as it is. */
export const interviewPatchSchema = fields
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change');
/** See {@link interviewPatchSchema}. */
export type InterviewPatch = z.input<typeof interviewPatchSchema>;

/** What is wrong with the times of an interview; null when nothing is. The database holds to the same. */
export function lengthProblem(startsAt: Date, endsAt: Date): string | null {
  const length = endsAt.getTime() - startsAt.getTime();
  if (length <= 0) return 'The end must be after the start';
  return length > 86_400_000 ? 'An interview lasts a day at most' : null;
}

/** An interview as the API tells it. */
export const interviewSchema = z.object({
  id: z.uuid(),
  jobId: z.uuid(),
  kind: z.enum(interviewKinds),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  location: z.string().nullable(),
  notes: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
/** See {@link interviewSchema}. */
export type Interview = z.infer<typeof interviewSchema>;
