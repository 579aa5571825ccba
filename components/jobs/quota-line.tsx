import Link from 'next/link';
import { Meter } from '../ui/meter';
import { meterState } from '../ui/meter-state';

type QuotaLineProps = { used: number; limit: number | null; mayUpgrade: boolean };

/** How much of the quota of saved jobs is taken. */
export function QuotaLine({ used, limit, mayUpgrade }: QuotaLineProps) {
  if (limit === null) {
    return (
      <p className="text-13 text-muted-foreground">
        <span className="tabular font-medium text-foreground">{used.toLocaleString('en-US')}</span> saved{' '}
        {used === 1 ? 'job' : 'jobs'}, no limit
      </p>
    );
  }
  const words = `${used.toLocaleString('en-US')} of ${limit.toLocaleString('en-US')} saved jobs`;
  const state = meterState(used, limit);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2 text-13 max-sm:basis-full">
      <p className="tabular text-muted-foreground">{words}</p>
      <Meter
        label="Saved jobs"
        used={used}
        limit={limit}
        valueText={words}
        className="min-w-24 max-w-40 flex-1"
      />
      {state !== 'ok' && mayUpgrade ? (
        <Link
          href="/pricing?from=saved_jobs"
          className="rounded-sm font-medium text-primary underline-offset-4 hover:underline"
        >
          {state === 'over' ? 'Upgrade to save more' : 'See plans'}
        </Link>
      ) : null}
    </div>
  );
}
