'use client';

import { useEffect, useState } from 'react';
import { previewPlanAction } from '@/app/(admin)/admin/plans/actions';
import type { PlanPreview as Preview } from '@/lib/admin';
import { callAction } from '../../calls/call-action';
import { changeLines, type EditedPlan, editOf, type PlanDraft, previewLines } from './plan-edit';

/** What changes, and whom it meets, which is counted when it is shown. */
export function PlanPreview({ plan, draft }: { plan: EditedPlan; draft: PlanDraft }) {
  const [found, setFound] = useState<Preview | 'unknown' | null>(null);

  useEffect(() => {
    let isShown = true;
    callAction(() => previewPlanAction(plan.id, editOf(plan, draft) ?? {})).then((outcome) => {
      if (isShown) setFound(outcome.ok ? outcome.data : 'unknown');
    });
    return () => {
      isShown = false;
    };
  }, [plan, draft]);

  return (
    <div className="grid gap-4 text-sm">
      <Lines title="What changes" lines={changeLines(plan, draft)} />
      <div aria-live="polite">
        {found === null ? <p className="text-muted-foreground">Counting whom it meets…</p> : null}
        {found === 'unknown' ? (
          <p className="text-warning">Whom it meets could not be counted. It can be changed all the same.</p>
        ) : null}
        {found && found !== 'unknown' ? (
          <Lines title="Whom it meets" lines={previewLines(found, plan, draft)} />
        ) : null}
      </div>
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div className="grid gap-1">
      <h3 className="font-medium text-13">{title}</h3>
      <ul className="grid list-disc gap-0.5 pl-5 text-muted-foreground">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
