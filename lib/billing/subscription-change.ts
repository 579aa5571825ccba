import { z } from 'zod';
import { planIds } from '@/lib/plans';
import { extraSeatsMax } from './choice-query';
import { subscriptionSchema } from './current-subscription';
import { soldIntervals } from './sold-intervals';

/** What a subscription is to become. Without `extraSeats` their number stays, where the plan sells any. */
export const changeChoiceSchema = z.strictObject({
  planId: z.enum(planIds),
  interval: z.enum(soldIntervals),
  extraSeats: z
    .int()
    .min(0)
    .max(extraSeatsMax)
    .optional()
    .describe('Seats beyond those that the plan includes. Left out, their number stays.'),
});
/** See {@link changeChoiceSchema}. */
export type ChangeChoice = z.infer<typeof changeChoiceSchema>;

/** As {@link changeChoiceSchema}, at the amounts that a preview told. */
export const changeOrderSchema = changeChoiceSchema.extend({
  prorationDate: z.iso
    .datetime()
    .optional()
    .describe('`prorationDate` of the preview, so that what it told is charged. Holds for an hour.'),
});
/** See {@link changeOrderSchema}. */
export type ChangeOrder = z.infer<typeof changeOrderSchema>;

/** What a change comes to. Amounts are in minor units of `currency`; credits are below zero. */
export const changePreviewSchema = z.object({
  timing: z
    .enum(['same', 'now', 'at_period_end'])
    .describe('`same` when there is nothing to change, `at_period_end` when it begins with the next period.'),
  planId: z.enum(planIds),
  interval: z.enum(soldIntervals),
  extraSeats: z.int(),
  effectiveAt: z.iso.datetime(),
  currency: z.string(),
  today: z
    .object({
      lines: z.array(z.object({ description: z.string(), amount: z.int() })),
      total: z
        .int()
        .describe('The lines after discounts and tax. Below zero it stays on the account as credit.'),
      amountDue: z.int().describe('What is charged today, after credit on the account.'),
    })
    .describe('Empty for what is not paid today.'),
  recurring: z
    .int()
    .describe('What the plan and its seats cost per interval from then on, before discounts, tax and use.'),
  nextInvoice: z.object({ at: z.iso.datetime(), amountDue: z.int() }).describe('As known today.'),
  resumes: z.boolean().describe('Whether it takes back a cancellation.'),
  replaces: z.boolean().describe('Whether it takes the place of a change that was scheduled.'),
  prorationDate: z.iso
    .datetime()
    .nullable()
    .describe('For the change itself; null when nothing is prorated.'),
});
/** See {@link changePreviewSchema}. */
export type ChangePreview = z.infer<typeof changePreviewSchema>;

/**
 * How a change went. `needs_payment`: the old plan holds until the payment at `url` is made, by a card or by the bank's
 * confirmation; `subscription` is as it stands.
 */
export const changeOutcomeSchema = z.object({
  state: z.enum(['unchanged', 'changed', 'scheduled', 'needs_payment']),
  url: z.url().nullable(),
  invoiceId: z.string().nullable().describe('The invoice that bills it today.'),
  subscription: subscriptionSchema,
});
/** See {@link changeOutcomeSchema}. */
export type ChangeOutcome = z.infer<typeof changeOutcomeSchema>;
