import { z } from 'zod';
import { text } from '@/lib/http/text';
import { jobStatusSchema } from '../schema';

/** `at` a time, or after a `silence`: when nothing happened to the job for some days. */
export const reminderKinds = ['at', 'silence'] as const;

/** The days of silence, and between two times of a reminder that repeats. The database holds to it, too. */
export const DAYS_MAX = 90;

const days = z.int().min(1).max(DAYS_MAX);
const moment = z.iso.datetime({ offset: true });
const note = z
  .union([z.null(), z.literal('').transform(() => null), text().trim().max(500)])
  .optional()
  .describe('What to do then; empty or null for nothing.');

/** What a person wants to be reminded of. */
export const reminderInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('at'),
    jobId: z.uuid(),
    at: moment.describe('When: in the future, within two years.'),
    repeatDays: days.nullish().describe('Once done, it comes again every so many days.'),
    note,
  }),
  z.strictObject({
    kind: z.literal('silence'),
    jobId: z.uuid(),
    days: days.describe(
      'After so many days without news: no change of status, no edit, no note, no interview. Counted from the last of these; where that is longer ago, from now.',
    ),
    repeats: z.boolean().default(false).describe('Once done, it counts anew.'),
    note,
  }),
]);

/** See {@link reminderInputSchema}. */
export type ReminderInput = z.input<typeof reminderInputSchema>;

/** What of a reminder can be changed; what is absent stays. */
export const reminderPatchSchema = z
  .strictObject({
    note,
    at: moment.optional().describe('Of a reminder at a time. Ends a snooze.'),
    repeatDays: days.nullish().describe('Of a reminder at a time; null for once.'),
    days: days.optional().describe('Of a reminder after silence.'),
    repeats: z.boolean().optional().describe('Of a reminder after silence.'),
    snoozedUntil: moment
      .nullish()
      .describe('Told again then, in the future, within a year; null ends a snooze. Opens what was done.'),
    done: z
      .boolean()
      .optional()
      .describe('Done; one that repeats goes on to its next time. False opens it again.'),
    dueAt: moment
      .nullish()
      .describe('With `done`: for which time. When that is another by now, nothing is done.'),
  })
  .refine((patch) => Object.keys(patch).some((key) => key !== 'dueAt'), 'Name at least one field to change');

/** See {@link reminderPatchSchema}. */
export type ReminderPatch = z.input<typeof reminderPatchSchema>;

/** How a reminder stands: `quiet` waits for news of a job that is rejected or archived, so nothing comes of it. */
export const reminderStates = ['waiting', 'due', 'quiet', 'done'] as const;

/** A reminder as the API tells it. */
export const reminderSchema = z.object({
  id: z.uuid(),
  job: z.object({ id: z.uuid(), title: z.string(), company: z.string(), status: jobStatusSchema }),
  kind: z.enum(reminderKinds),
  note: z.string().nullable(),
  at: z.iso.datetime().nullable().describe('Of a reminder at a time.'),
  repeatDays: z.int().nullable().describe('Of a reminder at a time that repeats.'),
  days: z.int().nullable().describe('Of a reminder after silence.'),
  repeats: z.boolean(),
  state: z.enum(reminderStates),
  dueAt: z.iso.datetime().nullable().describe('When it is or was due; null where nothing can come of it.'),
  snoozedUntil: z.iso.datetime().nullable(),
  toldAt: z.iso.datetime().nullable().describe('When the person was last told of it.'),
  doneAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

/** See {@link reminderSchema}. */
export type Reminder = z.infer<typeof reminderSchema>;

/** Which reminders: open ones by when they are due, or done ones, the last first. */
export const reminderFilterSchema = z.object({
  state: z.enum(['open', 'done']).default('open'),
  jobId: z.uuid().optional(),
});

/** See {@link reminderFilterSchema}. */
export type ReminderFilter = z.input<typeof reminderFilterSchema>;
