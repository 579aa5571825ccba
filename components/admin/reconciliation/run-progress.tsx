'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { ShownRun } from '@/lib/admin';
import { Card, CardBody } from '../../ui/card';
import { Progress } from '../../ui/progress';

type RunProgressProps = {
  /** Null while it waits for the worker. */
  run: ShownRun | null;
  waitingSince: string | null;
};

const LOOK_EVERY_MS = 2_000;

/** How far a comparison has come. The page looks again by itself for as long as it is looked at. */
export function RunProgress({ run, waitingSince }: RunProgressProps) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);

  return (
    <Card>
      <CardBody className="grid gap-3">
        <p role="status" className="font-medium text-sm">
          {titleOf(run)}
        </p>
        <Progress label="Comparison" value={shareOf(run)} />
        <p className="tabular text-13 text-muted-foreground">{detailOf(run, waitingSince)}</p>
      </CardBody>
    </Card>
  );
}

function titleOf(run: ShownRun | null): string {
  if (!run) return 'Waiting for the worker';
  return run.suspects === null
    ? 'Going over everything that Stripe has'
    : 'Looking closely at what may differ';
}

function shareOf(run: ShownRun | null): number {
  if (!run) return 0;
  // The first look goes over pages of which nobody knows how many there are.
  if (run.suspects === null) return 10;
  return run.suspects === 0 ? 95 : 20 + (run.checked / run.suspects) * 75;
}

function detailOf(run: ShownRun | null, waitingSince: string | null): string {
  if (!run) return `Asked for at ${waitingSince?.slice(11, 19) ?? ''} UTC. It begins within a minute.`;
  if (run.suspects === null) return `Begun at ${run.startedAt.slice(11, 19)} UTC.`;
  return `${count(run.checked)} of ${count(run.suspects)} customers looked at, ${count(run.drifts)} ${run.drifts === 1 ? 'difference' : 'differences'} found.`;
}

function count(many: number): string {
  return many.toLocaleString('en-US');
}
