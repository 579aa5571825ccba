import { z } from 'zod';
import { jobInputSchema, jobStatusSchema } from '@/lib/jobs/schema';
import { problemSchema } from '../api/call-api';

/** A job on its way to the site. */
export const queueItemSchema = z.object({
  /** Its Idempotency-Key, kept until there is a definite answer: however often it is sent, it is saved once. */
  id: z.uuid(),
  /** Who saved it. It is never sent as somebody else. */
  userId: z.string(),
  job: jobInputSchema,
  queuedAt: z.number(),
  attempts: z.number(),
  /** Milliseconds since 1970 before which it is not tried again by itself. */
  nextAttemptAt: z.number(),
  /** The same, as the site said it: not before, whoever asks. */
  notBefore: z.number(),
  /** Why the site will not have it as it is; it waits for the person then. */
  refusal: problemSchema.nullable(),
});
/** See {@link queueItemSchema}. */
export type QueueItem = z.infer<typeof queueItemSchema>;

/** A job at the site, as far as the extension needs to know it. */
export const savedRefSchema = z.object({
  id: z.string(),
  status: jobStatusSchema,
  createdAt: z.string().optional(),
  /** Where it was looked for: whether it is the address that is the same, or company, title and place. */
  by: z.enum(['url', 'posting']).optional(),
});
/** See {@link savedRefSchema}. */
export type SavedRef = z.infer<typeof savedRefSchema>;
