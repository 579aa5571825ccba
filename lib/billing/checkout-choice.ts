import { z } from 'zod';
import { planIds } from '@/lib/plans';
import { extraSeatsMax } from './choice-query';
import { checkoutIntervals } from './sold-intervals';

/** What is to be bought. Extra seats are for plans that sell them. */
export const checkoutChoiceSchema = z.strictObject({
  planId: z.enum(planIds),
  interval: z.enum(checkoutIntervals).describe('`lifetime` is paid once and does not end.'),
  extraSeats: z
    .int()
    .min(0)
    .max(extraSeatsMax)
    .optional()
    .describe('Seats beyond those that the plan includes; none when left out.'),
});
/** See {@link checkoutChoiceSchema}. */
export type CheckoutChoice = z.infer<typeof checkoutChoiceSchema>;

/** The extra seats that an address or a form names; 0 for whatever is no such number. */
export function seatsIn(given: unknown): number {
  return typeof given === 'string' ? (seatsSchema.safeParse(given).data ?? 0) : 0;
}

const seatsSchema = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().max(extraSeatsMax));
