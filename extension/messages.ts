import { browser } from 'wxt/browser';
import { z } from 'zod';
import { jobInputSchema } from '@/lib/jobs/schema';
import { problemSchema } from './api/call-api';
import { savedRefSchema } from './queue/queue-item';

/** What the popup asks of the background, which outlives it. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connect') }),
  z.object({ type: z.literal('disconnect') }),
  z.object({
    type: z.literal('save'),
    job: jobInputSchema,
    /** The refused item of which this is the corrected one. */
    replaces: z.uuid().optional(),
    /** Saved though the posting is known to be saved. */
    again: z.boolean().optional(),
  }),
  z.object({ type: z.literal('retry'), id: z.uuid() }),
  z.object({ type: z.literal('discard'), id: z.uuid() }),
  /** Somebody looks: what waits may be tried at once. */
  z.object({ type: z.literal('opened') }),
]);
/** See {@link requestSchema}. */
export type Request = z.input<typeof requestSchema>;

/** What became of a job that was to be saved. */
export const savingSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('saved'), job: savedRefSchema.nullable() }),
  z.object({ state: z.literal('waiting'), id: z.string(), until: z.number() }),
  z.object({ state: z.literal('refused'), id: z.string(), problem: problemSchema }),
  /** Nothing was kept: the queue is full, or nobody is connected. */
  z.object({ state: z.literal('full') }),
  z.object({ state: z.literal('signed_out') }),
]);
/** See {@link savingSchema}. */
export type Saving = z.infer<typeof savingSchema>;

/** Asks the background. @throws Error when it cannot be asked, as after an update of the extension */
export async function ask(request: Request): Promise<unknown> {
  return browser.runtime.sendMessage(request);
}
