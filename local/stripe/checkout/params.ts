import { z } from 'zod';
import { clearable, flag, metadata, natural, text, timestamp } from '../api/params';

const onOrOff = z.strictObject({ enabled: flag() });

/** What this emulator takes to make a Checkout session. */
export const createSessionParams = z.strictObject({
  allow_promotion_codes: flag().optional(),
  allowed_payment_method_types: z.array(text()).min(1).optional(),
  automatic_tax: onOrOff.optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  cancel_url: text().optional(),
  client_reference_id: text().max(200, 'At most 200 characters').optional(),
  customer: text().optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  customer_email: text().optional(),
  customer_update: z
    .strictObject({
      address: z.enum(['auto', 'never']).optional(),
      name: z.enum(['auto', 'never']).optional(),
    })
    .optional(),
  discounts: z
    .array(z.strictObject({ coupon: text().optional(), promotion_code: text().optional() }))
    .max(1, 'At most one discount')
    .optional(),
  expires_at: timestamp().optional(),
  invoice_creation: onOrOff
    .extend({
      invoice_data: z
        .strictObject({
          description: text().optional(),
          footer: text().optional(),
          metadata: clearable(metadata()).optional(),
        })
        .optional(),
    })
    .optional(),
  line_items: z
    .array(z.strictObject({ price: text(), quantity: natural().pipe(z.number().min(1)).optional() }))
    .min(1)
    .max(20),
  locale: text().optional(),
  metadata: clearable(metadata()).optional(),
  mode: z.enum(['subscription', 'payment']),
  payment_intent_data: z
    .strictObject({
      description: text().optional(),
      metadata: metadata().optional(),
      receipt_email: text().optional(),
      setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
    })
    .optional(),
  payment_method_collection: z.literal('always').optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
  subscription_data: z
    .strictObject({
      billing_mode: z.strictObject({ type: z.literal('flexible') }).optional(),
      description: text().max(500, 'At most 500 characters').optional(),
      metadata: metadata().optional(),
      trial_end: timestamp().optional(),
      trial_period_days: natural().pipe(z.number().min(1).max(730)).optional(),
      trial_settings: z
        .strictObject({
          end_behavior: z.strictObject({ missing_payment_method: z.enum(['cancel', 'create_invoice']) }),
        })
        .optional(),
    })
    .optional(),
  success_url: text(),
  tax_id_collection: onOrOff.extend({ required: z.enum(['if_supported', 'never']).optional() }).optional(),
  ui_mode: z.literal('hosted_page').optional(),
});

export type CreateSessionParams = z.output<typeof createSessionParams>;
