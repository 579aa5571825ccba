import { z } from 'zod';
import { clearable, flag, metadata, natural, text, timestamp } from '../api/params';

/** What a person said when cancelling. */
export const cancellationWords = z.strictObject({
  comment: text().optional(),
  feedback: clearable(
    z.enum([
      'customer_service',
      'low_quality',
      'missing_features',
      'other',
      'switched_service',
      'too_complex',
      'too_expensive',
      'unused',
    ]),
  ).optional(),
});

export const prorationBehavior = z.enum(['always_invoice', 'create_prorations', 'none']);

/** One entry of `items` of a change. */
export const itemChange = z.strictObject({
  deleted: flag().optional(),
  id: text().optional(),
  metadata: clearable(metadata()).optional(),
  price: text().optional(),
  quantity: natural().optional(),
});

export const wantedDiscounts = clearable(
  z.array(
    z.strictObject({
      coupon: text().optional(),
      discount: text().optional(),
      promotion_code: text().optional(),
    }),
  ),
);

/** A moment, or at once. */
export const momentOrNow = z.union([z.literal('now'), timestamp()]);

const paymentSettings = z.strictObject({
  save_default_payment_method: z.enum(['off', 'on_subscription']).optional(),
});
const trialSettings = z.strictObject({
  end_behavior: z.strictObject({ missing_payment_method: z.enum(['cancel', 'create_invoice']) }),
});

export const createSubscriptionParams = z.strictObject({
  billing_mode: z.strictObject({ type: z.literal('flexible') }).optional(),
  collection_method: z.literal('charge_automatically').optional(),
  currency: text().optional(),
  customer: text(),
  default_payment_method: text().optional(),
  description: text().max(500).optional(),
  discounts: wantedDiscounts.optional(),
  items: z
    .array(z.strictObject({ metadata: metadata().optional(), price: text(), quantity: natural().optional() }))
    .min(1)
    .max(20),
  metadata: clearable(metadata()).optional(),
  off_session: flag().optional(),
  payment_behavior: z.enum(['allow_incomplete', 'default_incomplete', 'error_if_incomplete']).optional(),
  payment_settings: paymentSettings.optional(),
  proration_behavior: prorationBehavior.optional(),
  trial_end: momentOrNow.optional(),
  trial_period_days: natural().pipe(z.number().min(1).max(730)).optional(),
  trial_settings: trialSettings.optional(),
});

export const updateSubscriptionParams = z.strictObject({
  billing_cycle_anchor: z.enum(['now', 'unchanged']).optional(),
  cancel_at: clearable(timestamp()).optional(),
  cancel_at_period_end: flag().optional(),
  cancellation_details: cancellationWords.optional(),
  default_payment_method: text().optional(),
  description: text().optional(),
  discounts: wantedDiscounts.optional(),
  items: z.array(itemChange).max(20).optional(),
  metadata: clearable(metadata()).optional(),
  off_session: flag().optional(),
  payment_behavior: z
    .enum(['allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete'])
    .optional(),
  payment_settings: paymentSettings.optional(),
  proration_behavior: prorationBehavior.optional(),
  proration_date: timestamp().optional(),
  trial_end: momentOrNow.optional(),
  trial_settings: trialSettings.optional(),
});

export type CreateSubscriptionParams = z.output<typeof createSubscriptionParams>;
export type UpdateSubscriptionParams = z.output<typeof updateSubscriptionParams>;
