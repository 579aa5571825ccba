import { z } from 'zod';

/** How an interview is held; the database has the same list. */
export const interviewKindSchema = z.enum(['phone', 'video', 'onsite', 'assignment', 'other']);

/** See {@link interviewKindSchema}. */
export type InterviewKind = z.infer<typeof interviewKindSchema>;

/** Each kind as a noun within a sentence. */
export const interviewKindWords: Readonly<Record<InterviewKind, string>> = {
  phone: 'phone interview',
  video: 'video interview',
  onsite: 'interview on site',
  assignment: 'assignment',
  other: 'interview',
};
