import { z } from 'zod';
import { clearable, metadata, natural, text, timestamp } from '../api/params';
import { prorationBehavior } from '../subscriptions/params';

/** One phase of a schedule as it is given. */
export const phaseParams = z.strictObject({
  duration: z
    .strictObject({
      interval: z.enum(['day', 'week', 'month', 'year']),
      interval_count: natural().pipe(z.number().min(1)).default(1),
    })
    .optional(),
  end_date: timestamp().optional(),
  items: z
    .array(z.strictObject({ metadata: metadata().optional(), price: text(), quantity: natural().optional() }))
    .min(1)
    .max(20),
  metadata: metadata().optional(),
  proration_behavior: prorationBehavior.optional(),
  start_date: z.union([z.literal('now'), timestamp()]).optional(),
});

export const updateScheduleParams = z.strictObject({
  end_behavior: z.enum(['cancel', 'release']).optional(),
  metadata: clearable(metadata()).optional(),
  phases: z.array(phaseParams).min(1).max(10).optional(),
  proration_behavior: prorationBehavior.optional(),
});
