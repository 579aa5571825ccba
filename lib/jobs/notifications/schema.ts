import { z } from 'zod';
import { interviewKinds } from '../interviews/schema';

const job = { title: z.string(), company: z.string() };

/** What a person is told, with what its words need to know. Written by the statements that notice it. */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reminder'),
    facts: z.object({
      ...job,
      reminderId: z.uuid(),
      /** After so many days of silence; null for one at a time. */
      silentDays: z.int().nullable(),
      note: z.string().nullable(),
      dueAt: z.iso.datetime({ offset: true }),
    }),
  }),
  z.object({
    kind: z.literal('interview'),
    facts: z.object({
      ...job,
      interviewId: z.uuid(),
      before: z.enum(['day', 'hour']),
      startsAt: z.iso.datetime({ offset: true }),
      interviewKind: z.enum(interviewKinds),
      location: z.string().nullable(),
    }),
  }),
  /** The plan has no reminders any more, and some are waiting. */
  z.object({ kind: z.literal('reminders_paused'), facts: z.object({}) }),
  /** By mail alone; what is in it is read when it is sent. `week` is the Monday on which it is sent, in the person's zone. */
  z.object({ kind: z.literal('digest'), facts: z.object({ week: z.iso.date() }) }),
]);

/** See {@link noticeSchema}. */
export type Notice = z.infer<typeof noticeSchema>;

/** Something that a person is told in the app. */
export const notificationSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['reminder', 'interview', 'reminders_paused']),
  title: z.string(),
  text: z.string(),
  path: z.string().describe('The page of this site that it is about.'),
  jobId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});

/** See {@link notificationSchema}. */
export type AppNotification = z.infer<typeof notificationSchema>;

/** Which are read: some by their ids, or all up to the newest that was seen. */
export const readInputSchema = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) }),
  z.strictObject({ upTo: z.uuid().describe('The newest that was seen; what came after it stays unread.') }),
]);

/** See {@link readInputSchema}. */
export type ReadInput = z.input<typeof readInputSchema>;

/** How a person is told in one organization. */
export const notificationSettingsSchema = z.strictObject({
  reminderMail: z.boolean(),
  reminderInApp: z.boolean(),
  interviewMail: z.boolean(),
  interviewInApp: z.boolean(),
  interviewDayBefore: z.boolean(),
  interviewHourBefore: z.boolean(),
  digestMail: z.boolean(),
});

/** See {@link notificationSettingsSchema}. */
export type NotificationSettingsValues = z.infer<typeof notificationSettingsSchema>;
