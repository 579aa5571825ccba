'use client';

import type { JobSummary } from '@/lib/jobs/schema';
import { ConfirmDialog } from '../../ui/alert-dialog';
import { toast } from '../../ui/toast';
import { LimitDialog } from '../../usage/limit-dialog';
import type { LimitHit } from '../../usage/limit-hit';
import type { PlanOffer } from '../../usage/plan-offers';
import { JobDialog } from '../job-dialog';

/** Which dialog is open, or was the last. */
export type Dialogs = {
  dialog: 'job' | 'delete' | 'limit';
  job: JobSummary | undefined;
  hit?: LimitHit;
};

/** The plan and what more there is to be had. */
export type Plan = {
  name: string;
  offers: readonly PlanOffer[];
  mayUpgrade: boolean;
};

type BoardDialogsProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  shown: Dialogs;
  onShow: (next: Dialogs) => void;
  onSaved: (job: JobSummary) => void;
  onDelete: (job: JobSummary) => void;
  /** After what had the focus may have gone. */
  onLeft: () => void;
  /** Of saved jobs; `limit` null is none. */
  quota: { used: number; limit: number | null };
  plan: Plan;
};

/** The dialogs of the board: a job to add or to edit, whether to delete one, and what to do about a full quota. */
export function BoardDialogs({
  open,
  onOpenChange,
  shown,
  onShow,
  onSaved,
  onDelete,
  onLeft,
  quota,
  plan,
}: BoardDialogsProps) {
  const { dialog, job, hit } = shown;
  const saved = (after: JobSummary) => {
    onSaved(after);
    toast.success(job ? 'Changes saved' : 'Job saved');
    onOpenChange(false);
  };
  const leave = () => {
    onOpenChange(false);
    onLeft();
  };
  return (
    <>
      <JobDialog
        open={open && dialog === 'job'}
        onOpenChange={onOpenChange}
        job={job}
        readOnly={false}
        onSaved={saved}
        onLimitHit={(stopped) => onShow({ dialog: 'limit', job: undefined, hit: stopped })}
      />
      <ConfirmDialog
        open={open && dialog === 'delete'}
        onOpenChange={onOpenChange}
        title="Delete this job?"
        description={
          job
            ? `“${job.title}” at ${job.company} and its notes will be gone for good.`
            : 'It will be gone for good.'
        }
        confirmLabel="Delete"
        onConfirm={() => {
          if (job) onDelete(job);
          leave();
        }}
      />
      {quota.limit === null ? null : (
        <LimitDialog
          open={open && dialog === 'limit'}
          onOpenChange={onOpenChange}
          hit={hit ?? { metric: 'saved_jobs', current: quota.used, limit: quota.limit, resetsAt: null }}
          planName={plan.name}
          offers={plan.offers}
          mayUpgrade={plan.mayUpgrade}
          manage={{ label: 'Manage jobs', onClick: leave }}
        />
      )}
    </>
  );
}
