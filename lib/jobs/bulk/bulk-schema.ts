import { z } from 'zod';
import { jobFilterSchema } from '../job-filter';
import { jobStatusSchema } from '../schema';

/** Jobs that are changed at once at most. */
export const BULK_JOBS_MAX = 5_000;

/** Which jobs: those named, or all that a filter asks for. */
export const bulkSelectionSchema = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(BULK_JOBS_MAX) }),
  z.strictObject({
    filter: jobFilterSchema.strict(),
    expected: z
      .int()
      .min(0)
      .optional()
      .describe('How many it asks for, as far as the caller knows. Other than that, nothing is done: 409.'),
  }),
]);
/** See {@link bulkSelectionSchema}. */
export type BulkSelection = z.output<typeof bulkSelectionSchema>;

const action = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('move'), status: jobStatusSchema }),
  z.strictObject({ kind: z.literal('archive') }).describe('The same as to move to `archived`.'),
  z.strictObject({ kind: z.literal('delete') }),
]);

/** What is done to many jobs. */
export const bulkSchema = z.union([
  bulkSelectionSchema.options[0].extend({ action }),
  bulkSelectionSchema.options[1].extend({ action }),
]);

/** How a move is known, to take it back: the status that it led to, and the very moment. */
export const doneMoveSchema = z.strictObject({
  status: jobStatusSchema,
  movedAt: z.string().regex(/^\d{1,17}$/, 'Not a moment of ours'),
});
/** See {@link doneMoveSchema}. `movedAt` counts in microseconds. */
export type DoneMove = z.infer<typeof doneMoveSchema>;

/** What came of it: how many there were, and how many of them are other than before. */
export const bulkOutcomeSchema = z.object({ matched: z.int(), changed: z.int() });
/** See {@link bulkOutcomeSchema}. */
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>;
