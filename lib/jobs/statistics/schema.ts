import { z } from 'zod';
import { timeZoneNamed } from '../time-zone-named';
import { statisticsRanges, usualRange } from './ranges';

const count = z.int().min(0);
const rate = z.number().min(0).max(1).nullable().describe('Null where there is nothing to take a share of.');

/** Stages that an application stays in for a while. */
export const stages = ['saved', 'applied', 'interviewing', 'offer'] as const;

/** What is asked for. */
export const statisticsQuerySchema = z.object({
  range: z
    .enum(statisticsRanges)
    .default(usualRange)
    .describe('Of the jobs that were saved within it, today included.'),
  timeZone: z
    .string()
    .default('UTC')
    .transform((given, context) => {
      const name = timeZoneNamed(given);
      if (name !== null) return name;
      context.addIssue('No time zone, such as Europe/Berlin');
      return z.NEVER;
    })
    .describe('Whose days are meant: a name of the tz database.'),
});
/** See {@link statisticsQuerySchema}. */
export type StatisticsQuery = z.output<typeof statisticsQuerySchema>;

const funnelSchema = z.object({
  saved: count,
  applied: count,
  interviewing: count,
  offer: count,
  answered: count,
  responseRate: rate.describe('Of the applications, how many were answered.'),
});
/** How many jobs reached each stage at any time, and how many applications were answered. */
export type Funnel = z.infer<typeof funnelSchema>;

/** How a search goes. `advanced` is null where the plan does not have `advanced_analytics`. */
export const statisticsSchema = z.object({
  range: z.enum(statisticsRanges),
  timeZone: z.string(),
  funnel: funnelSchema,
  advanced: z
    .object({
      stages: z.array(
        z.object({
          stage: z.enum(stages),
          medianSeconds: z.number().nullable().describe('Of those that left it; null when none has.'),
          left: count.describe('How many times it was left: what the median is of.'),
          now: count.describe('How many are in it now.'),
        }),
      ),
      sources: z
        .array(funnelSchema.extend({ source: z.string().nullable() }))
        .describe('Those with most jobs first; null is not known.'),
      days: z
        .array(z.object({ date: z.iso.date(), saved: count, applied: count, moved: count }))
        .describe('The last 365 days, oldest first, whatever the range.'),
      weeks: z
        .array(z.object({ from: z.iso.date(), saved: count, applied: count, moved: count }))
        .describe('Weeks from Monday on, oldest first, within the range and at most the last 53.'),
    })
    .nullable(),
});
/** See {@link statisticsSchema}. */
export type JobStatistics = z.infer<typeof statisticsSchema>;
/** What only some plans tell. */
export type AdvancedStatistics = NonNullable<JobStatistics['advanced']>;
