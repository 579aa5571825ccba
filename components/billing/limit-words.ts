import { metricNames } from '@/lib/plans';

/** The metrics that the product counts today: what a plan can honestly promise. */
export const offeredMetrics = ['saved_jobs', 'seats'] as const;
/** See {@link offeredMetrics}. */
export type OfferedMetric = (typeof offeredMetrics)[number];

/** Names and meanings of the metrics, for people. */
export const metricWords: Pick<typeof metricNames, OfferedMetric> = metricNames;
