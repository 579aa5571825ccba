import type { Problem } from '@/lib/http';
import { amountOf, formatAmount, type Metric, metricNames, metrics } from '@/lib/plans';
import { longDate } from '../billing/subscription-words';

/** A limit that stopped somebody. */
export type LimitHit = {
  metric: Metric;
  current: number;
  limit: number;
  /** Null never resets. */
  resetsAt: string | null;
};

/** What a `quota_exceeded` problem says was hit; null for any other problem. */
export function limitHitOf(
  problem: Pick<Problem, 'error' | 'metric' | 'current' | 'limit' | 'resetsAt'>,
): LimitHit | null {
  const metric = metrics.find((each) => each === problem.metric);
  if (problem.error !== 'quota_exceeded' || !metric) return null;
  const { current = 0, limit = 0, resetsAt = null } = problem;
  return { metric, current, limit, resetsAt };
}

/** What was hit and what can be done about it besides buying, for the head of a dialog. */
export function limitHitWords(
  { metric, current, limit, resetsAt }: LimitHit,
  { planName, mayUpgrade, larger }: { planName: string; mayUpgrade: boolean; larger: boolean },
): { title: string; description: string } {
  const buy = mayUpgrade
    ? 'Upgrade for more'
    : 'Ask an owner or admin of your organization to upgrade for more';
  const wait = resetsAt
    ? `go on from ${longDate(resetsAt)}`
    : (freeing[metric] ?? `use fewer ${metricNames[metric].many}`);
  return {
    title:
      limit === 0
        ? `${metricNames[metric].title} ${metric === 'storage_bytes' ? 'is' : 'are'} not part of ${planName}`
        : `You have used ${formatAmount(metric, current)} of ${amountOf(metric, limit)} on ${planName}`,
    description: larger ? (limit === 0 ? `${buy}.` : `${buy}, or ${wait}.`) : `You can ${wait}.`,
  };
}

/** How places come free of what never resets. */
const freeing: Partial<Record<Metric, string>> = {
  saved_jobs: 'delete jobs that you no longer follow',
  storage_bytes: 'delete documents that you no longer need',
  seats: 'remove members who have left and withdraw invitations',
  drive_folders: 'disconnect folders that you no longer need',
  api_keys: 'revoke keys that are no longer in use',
  webhook_endpoints: 'delete endpoints that are no longer in use',
};
