import { z } from 'zod';
import { features, metrics, planIds } from '@/lib/plans';

/** What an organization may do now. A metric's `limit` of null is unlimited. */
export const entitlementsSchema = z.object({
  planId: z.enum(planIds),
  planName: z.string(),
  readOnly: z.boolean().describe('Whether an overdue payment keeps everything from being changed.'),
  enforced: z.boolean().describe('Whether plans are enforced at all.'),
  features: z.array(z.enum(features)),
  limits: z.record(
    z.enum(metrics),
    z.object({
      limit: z.number().nullable(),
      cap: z.enum(['hard', 'soft', 'overage']),
      period: z.enum(['total', 'day', 'week', 'month']),
      overage: z
        .object({ unitAmount: z.number(), quantity: z.number() })
        .nullable()
        .describe('Cents of USD for each `quantity` above the limit; only with the cap `overage`.'),
    }),
  ),
  rateLimits: z.object({
    sessionRequestsPerMinute: z.number(),
    keyRequestsPerHour: z.number(),
    runStartsPerHour: z.number(),
  }),
  billingAnchor: z.iso
    .datetime()
    .nullable()
    .describe('From which months are reckoned; null for calendar months.'),
});

/** See {@link entitlementsSchema}. */
export type Entitlements = z.infer<typeof entitlementsSchema>;
