'use client';

import { BriefcaseBusiness, Plus, SearchX } from 'lucide-react';
import { useRef, useState } from 'react';
import type { JobStatus, JobSummary } from '@/lib/jobs/schema';
import { ConfirmDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { ButtonLink } from '../ui/button-link';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { LoadMore } from '../ui/pagination';
import { toast } from '../ui/toast';
import { LimitDialog } from '../usage/limit-dialog';
import type { LimitHit } from '../usage/limit-hit';
import type { PlanOffer } from '../usage/plan-offers';
import { MoreMenu } from './board/more-menu';
import type { Board, KnownJobs } from './board-state';
import type { BoardFilter } from './board-url';
import { JobDialog } from './job-dialog';
import { JobsTable } from './jobs-table';
import { QuotaLine } from './quota-line';
import { SearchBox } from './search-box';
import { StatusFilter } from './status-filter';
import { useBoard } from './use-board';

type JobsBoardProps = {
  page: KnownJobs;
  counts: Board['counts'];
  filter: BoardFilter;
  /** The quota of saved jobs; `limit` null is unlimited. */
  quota: { used: number; limit: number | null };
  planName: string;
  offers: readonly PlanOffer[];
  /** What this person's role allows; the server decides again. */
  mayEdit: boolean;
  /** Whether an overdue payment is why nothing can be changed. */
  readOnly: boolean;
  mayUpgrade: boolean;
};

/** Which dialog is open. A closing dialog keeps its content until it has faded. */
type Open = { dialog: 'job' | 'delete' | 'limit' | null; job: JobSummary | undefined; hit?: LimitHit };

/** The page of saved jobs: filter, search, table, and the dialogs to add, edit, delete and upgrade. */
export function JobsBoard({
  page,
  counts,
  filter,
  quota,
  planName,
  offers,
  mayEdit,
  readOnly,
  mayUpgrade,
}: JobsBoardProps) {
  const board = useBoard({ page, counts, used: quota.used, filter });
  const [open, setOpen] = useState<Open>({ dialog: null, job: undefined });
  const list = useRef<HTMLDivElement>(null);

  // For when what had the focus, a row with its menu, is gone.
  const focusList = () => requestAnimationFrame(() => list.current?.focus());
  const close = () => setOpen((current) => ({ ...current, dialog: null }));
  const setDialogOpen = (isOpen: boolean) => {
    if (!isOpen) close();
  };
  const openDialog = (next: Open) => {
    // On a phone a dialog's main button is where the last message may still be.
    toast.dismiss();
    setOpen(next);
  };
  const show = (dialog: Open['dialog'], id: string) =>
    openDialog({ dialog, job: board.jobs.find((job) => job.id === id) });
  const full = quota.limit !== null && board.used >= quota.limit;
  const add = () => openDialog({ dialog: full ? 'limit' : 'job', job: undefined });

  const saved = (job: JobSummary) => {
    board.replace(job);
    toast.success(open.job ? 'Changes saved' : 'Job saved');
    close();
  };
  const changeStatus = (id: string, status: JobStatus) => {
    board.changeStatus(id, status);
    if (filter.status && filter.status !== status) focusList();
  };
  const confirmDelete = () => {
    if (open.job) board.remove(open.job.id);
    close();
    focusList();
  };
  const manage = () => {
    close();
    focusList();
  };

  const addButton = (
    <Button onClick={add}>
      <Plus aria-hidden="true" />
      Add job
    </Button>
  );
  const firstJob = board.used === 0 && board.jobs.length === 0;
  const room =
    quota.limit === null ? '' : ` The ${planName} plan has room for ${quota.limit.toLocaleString('en-US')}.`;

  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Jobs"
        description={
          readOnly
            ? 'Read-only: jobs can be added, changed and deleted again once the open payment is made.'
            : undefined
        }
        actions={
          <>
            <MoreMenu mayEdit={mayEdit} />
            {mayEdit && !firstJob ? addButton : null}
          </>
        }
      />

      {firstJob ? (
        <EmptyState
          icon={BriefcaseBusiness}
          title="Save your first job"
          description={
            mayEdit
              ? `Add a posting that interests you, then move it along as you apply, interview and hear back.${room}`
              : 'Nobody in this organization has saved a job yet.'
          }
          action={mayEdit ? addButton : null}
        />
      ) : (
        <>
          <div className="grid grid-cols-1 gap-4">
            <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
              <QuotaLine used={board.used} limit={quota.limit} mayUpgrade={mayUpgrade} />
              <SearchBox filter={filter} />
            </div>
            <StatusFilter filter={filter} counts={board.counts} />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a group that only receives the focus, not a fieldset */}
          <div
            ref={list}
            role="group"
            aria-label="Saved jobs"
            tabIndex={-1}
            className="grid grid-cols-1 gap-4"
          >
            {board.jobs.length > 0 ? (
              <JobsTable
                caption="Saved jobs"
                jobs={board.jobs}
                actions={
                  mayEdit
                    ? {
                        onOpen: (id) => show('job', id),
                        onStatusChange: changeStatus,
                        onDelete: (id) => show('delete', id),
                      }
                    : { onOpen: (id) => show('job', id) }
                }
              />
            ) : board.hasMore ? null : (
              <EmptyState
                icon={SearchX}
                title="No job matches"
                description={
                  filter.q
                    ? `Nothing with “${filter.q}” in its title or company here.`
                    : 'No job has this status.'
                }
                action={
                  <ButtonLink href="/jobs" variant="secondary">
                    Show all jobs
                  </ButtonLink>
                }
              />
            )}
            {board.hasMore ? <LoadMore loading={board.loadingMore} onLoadMore={board.loadMore} /> : null}
          </div>
        </>
      )}

      <JobDialog
        open={open.dialog === 'job'}
        onOpenChange={setDialogOpen}
        job={open.job}
        readOnly={!mayEdit}
        onSaved={saved}
        onLimitHit={(hit) => openDialog({ dialog: 'limit', job: undefined, hit })}
      />
      <ConfirmDialog
        open={open.dialog === 'delete'}
        onOpenChange={setDialogOpen}
        title="Delete this job?"
        description={
          open.job
            ? `“${open.job.title}” at ${open.job.company} and its notes will be gone for good.`
            : 'It will be gone for good.'
        }
        confirmLabel="Delete"
        onConfirm={confirmDelete}
      />
      {quota.limit === null ? null : (
        <LimitDialog
          open={open.dialog === 'limit'}
          onOpenChange={setDialogOpen}
          hit={open.hit ?? { metric: 'saved_jobs', current: board.used, limit: quota.limit, resetsAt: null }}
          planName={planName}
          offers={offers}
          mayUpgrade={mayUpgrade}
          manage={{ label: 'Manage jobs', onClick: manage }}
        />
      )}
    </div>
  );
}
