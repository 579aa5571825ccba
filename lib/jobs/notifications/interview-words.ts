import type { InterviewKind } from '../interviews/schema';

/** Each kind of interview as a noun within a sentence. */
export const interviewKindWords: Readonly<Record<InterviewKind, string>> = {
  phone: 'phone interview',
  video: 'video interview',
  onsite: 'interview on site',
  assignment: 'assignment',
  other: 'interview',
};
