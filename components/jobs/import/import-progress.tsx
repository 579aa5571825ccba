'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { JobImport } from '@/lib/jobs/csv/import/schema';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { Card } from '../../ui/card';
import { Progress } from '../../ui/progress';
import { toast } from '../../ui/toast';
import { askImport } from './ask-import';
import { progressWords, stateWords } from './import-words';

/** How often the page looks how far it has come, in milliseconds. */
const lookMs = 1_500;

/** How far an import has come, as it goes, and what came of it. */
export function ImportProgress({ job, mayCancel }: { job: JobImport; mayCancel: boolean }) {
  const router = useRouter();
  const [isCanceling, setIsCanceling] = useState(false);
  const { id, state, total, saved, skipped, failed, stopReason } = job;
  const isGoing = state === 'waiting' || state === 'running';
  const done = saved + skipped + failed;
  const unsaved = isGoing ? 0 : total - saved;

  useEffect(() => {
    if (!isGoing) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, lookMs);
    return () => clearInterval(timer);
  }, [isGoing, router]);

  const cancel = async () => {
    setIsCanceling(true);
    const outcome = await askImport((ask) => ask.cancelImport(id));
    setIsCanceling(false);
    if (outcome.ok) router.refresh();
    else toast.error('The import was not canceled', { description: outcome.problem.detail });
  };

  return (
    <div className="grid max-w-3xl gap-6">
      <Card className="grid gap-4 p-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="flex flex-wrap items-center gap-3">
            <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>
            <p role="status" className="tabular text-sm">
              {progressWords(job)}
            </p>
          </div>
          {isGoing && mayCancel ? (
            <Button variant="secondary" size="sm" loading={isCanceling} onClick={cancel}>
              Cancel
            </Button>
          ) : null}
        </div>
        <Progress label="Progress" value={(done / total) * 100} />
        {isGoing ? (
          <p className="text-13 text-muted-foreground">
            It goes on by itself: you can leave this page and come back.
          </p>
        ) : null}
      </Card>
      {stopReason ? (
        <Alert tone="danger" title="The import was stopped">
          {stopReason}
        </Alert>
      ) : null}
      {unsaved > 0 ? (
        <Alert
          tone="info"
          title={`${unsaved.toLocaleString('en-US')} ${unsaved === 1 ? 'row was' : 'rows were'} not saved`}
          action={
            <Button asChild variant="secondary" size="sm">
              <a href={`/api/jobs/imports/${id}/problems`} download>
                Download them
              </a>
            </Button>
          }
        >
          The file says of each row why, and can be imported again once it is mended.
        </Alert>
      ) : null}
      {isGoing ? null : (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href="/jobs">To the board</ButtonLink>
          <ButtonLink href="/jobs/import" variant="secondary">
            Import another
          </ButtonLink>
        </div>
      )}
    </div>
  );
}
