import { z } from 'zod';
import { WebhookEventStatus } from '@/lib/db';
import { features, metrics } from '@/lib/plans';
import { RATE_MAX } from './override-entitlement';

const rate = z.int('A rate limit is a whole number').min(1, 'At least 1').max(RATE_MAX, 'At most a million');

/** What is to be different of a plan. */
export const planEditSchema = z.strictObject({
  limits: z
    .partialRecord(
      z.enum(metrics),
      z.strictObject({
        limit: z
          .int('A limit is a whole number')
          .min(0, 'A limit is not below zero')
          .nullable()
          .describe('Null is unlimited.'),
        cap: z
          .enum(['hard', 'soft'])
          .optional()
          .describe('Not for what is billed above its limit: whether it is, and for how much, is Stripe’s.'),
      }),
    )
    .optional(),
  features: z.array(z.enum(features)).optional().describe('All that the plan is to have.'),
  rateLimits: z
    .strictObject({
      sessionRequestsPerMinute: rate.optional(),
      keyRequestsPerHour: rate.optional(),
      runStartsPerHour: rate.optional(),
    })
    .optional(),
  active: z.boolean().optional().describe('Whether it is on offer. Who has it keeps it.'),
});

/** Statuses of stored events. */
export const eventStatuses = Object.values(WebhookEventStatus);

const text = z.string().trim().min(1).max(255);

/** What stored events are looked for by. A day without a time is its beginning in UTC. */
export const eventQuerySchema = z.object({
  status: z.enum(WebhookEventStatus).optional(),
  type: text.optional().describe('Such as `invoice.paid`, or a family such as `invoice.*`.'),
  customer: text.optional().describe('Stripe’s id of a customer.'),
  id: text.optional().describe('Stripe’s id of an event.'),
  since: z.coerce.date().optional().describe('Received at or after this.'),
  until: z.coerce.date().optional().describe('Received before this.'),
});
