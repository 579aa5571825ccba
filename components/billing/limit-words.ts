import type { PlanLimit } from '@/lib/plans';
import type { Quota } from '@/lib/usage';

/** The metrics that the product counts today: what a plan can honestly promise. */
export const offeredMetrics = ['saved_jobs', 'seats'] as const;
/** See {@link offeredMetrics}. */
export type OfferedMetric = (typeof offeredMetrics)[number];

/** Names and meanings of the metrics, for people. */
export const metricWords: Record<
  OfferedMetric,
  { title: string; one: string; many: string; meaning: string }
> = {
  saved_jobs: {
    title: 'Saved jobs',
    one: 'saved job',
    many: 'saved jobs',
    meaning: 'Every job on your board. Deleting one frees its place.',
  },
  seats: {
    title: 'Seats',
    one: 'seat',
    many: 'seats',
    meaning: 'Everybody who is a member of your organization, you included.',
  },
};

/** Whether a metric is one of {@link offeredMetrics}. */
export function isOffered(metric: string): metric is OfferedMetric {
  return offeredMetrics.some((each) => each === metric);
}

/** What a limit gives, such as "100 saved jobs" or "Unlimited seats". */
export function limitWords(metric: OfferedMetric, limit: number | null): string {
  const { one, many } = metricWords[metric];
  if (limit === null) return `Unlimited ${many}`;
  return `${limit.toLocaleString('en-US')} ${limit === 1 ? one : many}`;
}

/** What happens at the limit. `soft` lets through up to 120 % of it. */
export function capWords({ limit, cap }: Pick<PlanLimit | Quota, 'limit' | 'cap'>): string {
  if (limit === null) return 'Your plan sets no limit.';
  if (cap === 'overage') return 'You can go on past this number.';
  if (cap === 'hard') return 'At the limit nothing more can be added. What you have stays.';
  const stop = Math.floor((limit * 120) / 100).toLocaleString('en-US');
  return `You can go on past the limit up to ${stop}, then it stops.`;
}
