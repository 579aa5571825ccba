'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';
import { stopBulkAction } from '@/app/(admin)/admin/users/bulk-actions';
import type { BulkOperation } from '@/lib/admin/users/bulk';
import { callAction } from '../../../calls/call-action';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Progress } from '../../../ui/progress';
import { toast } from '../../../ui/toast';
import { progressWords, stateWords } from './bulk-words';

/** How often the page looks how far it has come, in milliseconds. */
const lookMs = 1_500;

/** How far an order has come, as it goes, and the button that stops it. */
export function BulkProgress({ operation }: { operation: BulkOperation }) {
  const router = useRouter();
  const [stopping, startStopping] = useTransition();
  const { id, state, total, done } = operation;
  const isGoing = state === 'waiting' || state === 'running';

  useEffect(() => {
    if (!isGoing) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, lookMs);
    return () => clearInterval(timer);
  }, [isGoing, router]);

  const stop = () =>
    startStopping(async () => {
      const outcome = await callAction(() => stopBulkAction(id));
      if (outcome.ok) router.refresh();
      else toast.error(outcome.problem.title, { description: outcome.problem.detail });
    });

  return (
    <Card className="grid gap-4 p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex items-center gap-3">
          <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>
          <p role="status" className="tabular text-sm">
            {progressWords(operation)}
          </p>
        </div>
        {isGoing ? (
          <Button variant="secondary" size="sm" loading={stopping} onClick={stop}>
            Stop
          </Button>
        ) : null}
      </div>
      <Progress label="Progress" value={total === 0 ? 100 : (done / total) * 100} />
    </Card>
  );
}
