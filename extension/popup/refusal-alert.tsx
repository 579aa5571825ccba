import { Alert } from '@/components/ui/alert';
import type { ApiProblem } from '../api/call-api';
import { SiteLink } from './site-link';

/** Why the site did not take a job, and the way forward where there is one. */
export function RefusalAlert({ problem }: { problem: ApiProblem }) {
  const { error, detail, metric, current, limit, upgradeUrl } = problem;
  const isFull = error === 'quota_exceeded';
  const title =
    isFull && metric === 'saved_jobs' && limit !== undefined
      ? `You have used ${current ?? limit} of ${limit} saved jobs`
      : isFull
        ? 'Your plan’s limit is reached'
        : error === 'payment_required'
          ? 'A payment is overdue'
          : 'This was not saved';
  return (
    <Alert
      tone={isFull || error === 'payment_required' ? 'warning' : 'danger'}
      title={title}
      live
      action={
        upgradeUrl ? (
          <SiteLink path={upgradeUrl}>{isFull ? 'See plans' : 'Open billing'}</SiteLink>
        ) : undefined
      }
    >
      {isFull && metric === 'saved_jobs' ? 'Make room on your board, or take a plan that has more.' : detail}
    </Alert>
  );
}
