import { z } from 'zod';

/** What a calendar shows besides interviews. */
export const feedOptionsSchema = z.strictObject({
  deadlines: z.boolean().describe('The last days to apply, of jobs that are saved and not applied for.'),
  reminders: z.boolean().describe('Reminders that are open, where the plan has them.'),
});

/** See {@link feedOptionsSchema}. */
export type FeedOptions = z.infer<typeof feedOptionsSchema>;

/** A person's calendar in an organization, as far as it may be shown: never its address. Times are ISO 8601. */
export type CalendarFeed = FeedOptions & { createdAt: string; lastReadAt: string | null };
