import type Stripe from 'stripe';
import { z } from 'zod';
import { text } from '@/lib/http/text';

/** Why somebody cancels, in Stripe's words. */
export const cancellationFeedbacks = [
  'too_expensive',
  'unused',
  'missing_features',
  'switched_service',
  'too_complex',
  'low_quality',
  'customer_service',
  'other',
] as const satisfies readonly Stripe.SubscriptionUpdateParams.CancellationDetails.Feedback[];
/** See {@link cancellationFeedbacks}. */
export type CancellationFeedback = (typeof cancellationFeedbacks)[number];

/** What somebody says when cancelling; all of it may be left out. */
export const cancellationSchema = z.strictObject({
  feedback: z.enum(cancellationFeedbacks).optional(),
  comment: text().trim().max(1000).optional().describe('In the person’s own words.'),
});
/** See {@link cancellationSchema}. */
export type Cancellation = z.infer<typeof cancellationSchema>;
