import { z } from 'zod';
import { planIds } from '@/lib/plans';
import { userFilterSchema } from '../user-filter';

/** People that one operation may concern: more are done filter by filter, so that each order can be looked over. */
export const BULK_MAX = 10_000;

/** People from which on an order is confirmed by typing their number. */
export const TYPED_FROM = 101;

/** People that can be chosen one by one: a page of the list. */
const CHOSEN_MAX = 100;

const givenPlans = planIds.filter((id) => id !== 'free');

/** What is done to each. `endsAt` null is without end. */
export const bulkActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('suspend') }),
  z.object({ kind: z.literal('activate') }),
  z.object({
    kind: z.literal('grant_plan'),
    planId: z.enum(givenPlans),
    endsAt: z.iso.datetime().nullable(),
  }),
]);

/** See {@link bulkActionSchema}. */
export type BulkAction = z.infer<typeof bulkActionSchema>;

/** To whom: those who were chosen, or everybody whom a filter finds. */
export const bulkSelectionSchema = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(CHOSEN_MAX) }),
  z.object({ filter: userFilterSchema }),
]);

/** See {@link bulkSelectionSchema}. */
export type BulkSelection = z.output<typeof bulkSelectionSchema>;

/** An order: what, to whom, why, and how many it was said to concern. */
export const bulkOrderSchema = z.object({
  /** Made by whoever orders, so that a repeat of the same order is no other. */
  id: z.uuid(),
  action: bulkActionSchema,
  selection: bulkSelectionSchema,
  reason: z.string(),
  expected: z.int().min(1),
});

/** See {@link bulkOrderSchema}. */
export type BulkOrder = z.output<typeof bulkOrderSchema>;
