'use client';

import type { JobSummary } from '@/lib/jobs/schema';
import { ConfirmDialog } from '../../ui/alert-dialog';
import { toast } from '../../ui/toast';
import { LimitDialog } from '../../usage/limit-dialog';
import type { LimitHit } from '../../usage/limit-hit';
import type { PlanOffer } from '../../usage/plan-offers';
import { JobDialog } from '../job-dialog';

/** Which dialog is open. A closing dialog keeps its content until it has faded. */
export type Dialogs = {
  dialog: 'job' | 'delete' | 'limit' | null;
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
  open: Dialogs;
  onOpen: (next: Dialogs) => void;
  onClose: () => void;
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
  onOpen,
  onClose,
  onSaved,
  onDelete,
  onLeft,
  quota,
  plan,
}: BoardDialogsProps) {
  const { dialog, job, hit } = open;
  const setOpen = (isOpen: boolean) => {
    if (!isOpen) onClose();
  };
  const saved = (after: JobSummary) => {
    onSaved(after);
    toast.success(job ? 'Changes saved' : 'Job saved');
    onClose();
  };
  const leave = () => {
    onClose();
    onLeft();
  };
  return (
    <>
      <JobDialog
        open={dialog === 'job'}
        onOpenChange={setOpen}
        job={job}
        readOnly={false}
        onSaved={saved}
        onLimitHit={(stopped) => onOpen({ dialog: 'limit', job: undefined, hit: stopped })}
      />
      <ConfirmDialog
        open={dialog === 'delete'}
        onOpenChange={setOpen}
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
          open={dialog === 'limit'}
          onOpenChange={setOpen}
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
