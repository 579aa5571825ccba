import { z } from 'zod';

/** A burst: at random at a rate, however long the app takes, or as fast as `lanes` are answered when there is none. */
export const planSchema = z.object({
  url: z.url(),
  secret: z.string(),
  lanes: z.int(),
  perSecond: z.number().nullable(),
  events: z.array(z.string()),
});
/** See {@link planSchema}. */
export type BurstPlan = z.infer<typeof planSchema>;

/** How long each event was waited for, in milliseconds, and the statuses of those that were not taken. */
export const resultSchema = z.object({
  waitedMs: z.array(z.number()),
  refused: z.array(z.int()),
  tookMs: z.number(),
});
/** See {@link resultSchema}. */
export type BurstResult = z.infer<typeof resultSchema>;
