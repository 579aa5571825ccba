import type { InterviewInput } from '@/lib/jobs/interviews';
import { interviewInputSchema } from '@/lib/jobs/interviews/schema';
import { fromLocalInput } from './local-time';
import { type FieldErrors, fieldText, readFields } from './read-fields';

/** Lengths that are offered, in minutes. */
const lengths = [15, 30, 45, 60, 90, 120, 180, 240, 480];

/** The lengths to choose from, in minutes, with the one that an interview has already. */
export function lengthsWith(minutes: number): number[] {
  return [...new Set([...lengths, minutes])].sort((a, b) => a - b);
}

/** A length in words: `45 minutes`, `1 hour`, `1 hour 30 minutes`. */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [
    hours === 0 ? null : hours === 1 ? '1 hour' : `${hours} hours`,
    rest === 0 ? null : rest === 1 ? '1 minute' : `${rest} minutes`,
  ]
    .filter((words) => words !== null)
    .join(' ');
}

/** The interview that a filled-in form describes, its times by this machine's own clock, or what to correct in it. */
export function readInterview(form: FormData): { input: InterviewInput } | { errors: FieldErrors } {
  const startsAt = fromLocalInput(fieldText(form, 'startsAt'));
  if (!startsAt) return { errors: { startsAt: 'Enter a date and a time' } };
  const minutes = Number(fieldText(form, 'minutes'));
  return readFields(interviewInputSchema, {
    kind: fieldText(form, 'kind'),
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + minutes * 60_000).toISOString(),
    location: fieldText(form, 'location'),
    notes: fieldText(form, 'notes'),
  });
}
