import type { Funnel } from './schema';

/** What is counted of a group of jobs. */
export type FunnelCounts = Omit<Funnel, 'responseRate'>;

/** A group's counts with the share of its applications that was answered. */
export function funnelOf(counts: FunnelCounts): Funnel {
  return { ...counts, responseRate: counts.applied === 0 ? null : counts.answered / counts.applied };
}

/** What several groups come to together; of none at all, nothing. */
export function sumOf(groups: readonly FunnelCounts[]): FunnelCounts {
  return groups.reduce(
    (sum, group) => ({
      saved: sum.saved + group.saved,
      applied: sum.applied + group.applied,
      interviewing: sum.interviewing + group.interviewing,
      offer: sum.offer + group.offer,
      answered: sum.answered + group.answered,
    }),
    { saved: 0, applied: 0, interviewing: 0, offer: 0, answered: 0 },
  );
}
