'use client';

import { Archive, ArchiveRestore, ChevronLeft, Ellipsis, ExternalLink, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { startTransition, useOptimistic, useState, useTransition } from 'react';
import { deleteThisJobAction } from '@/app/(app)/jobs/[id]/actions';
import { changeJobAction } from '@/app/(app)/jobs/actions';
import type { JobStatus, SavedJob } from '@/lib/jobs/schema';
import { callAction } from '../../calls/call-action';
import { ConfirmDialog } from '../../ui/alert-dialog';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { buttonVariants } from '../../ui/button-variants';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { LazyDialog } from '../../ui/lazy-dialog';
import { lazyPart } from '../../ui/lazy-part';
import { toast } from '../../ui/toast';
import { StatusLabel } from '../status-label';
import { statusLook } from '../status-look';
import { StatusMenu } from '../status-menu';
import { wayBack } from '../way-back';
import { webLink } from '../web-link';
import { JobFacts } from './job-facts';

const jobDialog = lazyPart(async () => (await import('../job-dialog')).JobDialog);

type JobHeaderProps = {
  job: SavedJob;
  mayEdit: boolean;
  /** Where the job goes when it is restored from the archive. */
  restoresTo: JobStatus;
};

/** Top of a job's page: what it is, where it stands, and what can be done with it. */
export function JobHeader({ job, mayEdit, restoresTo }: JobHeaderProps) {
  const router = useRouter();
  const [status, show] = useOptimistic(job.status);
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  const [deleting, startDeleting] = useTransition();
  const subject = `${job.title} at ${job.company}`;
  const posting = webLink(job.url);
  const setOpen = (name: 'edit' | 'delete') => (isOpen: boolean) => setDialog(isOpen ? name : null);

  const changeStatus = (next: JobStatus, undone = false) =>
    startTransition(async () => {
      show(next);
      const outcome = await callAction(() => changeJobAction(job.id, { status: next }));
      if (!outcome.ok) toast.error('The status was not changed', { description: outcome.problem.detail });
      else if (!undone && next === 'archived')
        toast.success('Job archived', {
          action: { label: 'Undo', onClick: () => changeStatus(job.status, true) },
        });
    });

  const remove = () =>
    startDeleting(async () => {
      const outcome = await callAction(() => deleteThisJobAction(job.id));
      // Already gone, in another tab or by a colleague, is what was wanted.
      if (outcome.ok || outcome.problem.error === 'not_found') {
        toast.success('Job deleted');
        router.push(wayBack());
      } else {
        setDialog(null);
        toast.error('The job was not deleted', { description: outcome.problem.detail });
      }
    });

  return (
    <header className="grid grid-cols-1 gap-4">
      <Link
        href={wayBack()}
        className="-ml-1 inline-flex w-fit items-center gap-1 rounded-sm text-13 text-muted-foreground hover:text-foreground"
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
        All jobs
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 flex-[1_1_20rem] items-start gap-4">
          <Avatar name={job.company} shape="square" size="lg" className="max-sm:hidden" />
          <div className="grid min-w-0 gap-1">
            <h1 className="font-semibold text-xl [overflow-wrap:anywhere]">{job.title}</h1>
            <p className="text-muted-foreground [overflow-wrap:anywhere]">{job.company}</p>
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {posting ? (
            <a
              href={posting}
              target="_blank"
              rel="noopener noreferrer"
              className={buttonVariants({ variant: 'secondary' })}
            >
              <ExternalLink aria-hidden="true" />
              Open posting
            </a>
          ) : null}
          {mayEdit ? (
            <>
              <Button variant="secondary" onClick={() => setDialog('edit')}>
                <Pencil aria-hidden="true" />
                Edit
              </Button>
              <DropdownMenu>
                <DropdownMenuTrigger asChild>
                  <Button variant="secondary" size="icon" aria-label={`Actions for ${subject}`}>
                    <Ellipsis aria-hidden="true" />
                  </Button>
                </DropdownMenuTrigger>
                <DropdownMenuContent align="end">
                  {status === 'archived' ? (
                    <DropdownMenuItem onSelect={() => changeStatus(restoresTo)}>
                      <ArchiveRestore aria-hidden="true" />
                      Restore to {statusLook[restoresTo].label}
                    </DropdownMenuItem>
                  ) : (
                    <DropdownMenuItem onSelect={() => changeStatus('archived')}>
                      <Archive aria-hidden="true" />
                      Archive
                    </DropdownMenuItem>
                  )}
                  <DropdownMenuSeparator />
                  <DropdownMenuItem tone="danger" onSelect={() => setDialog('delete')}>
                    <Trash2 aria-hidden="true" />
                    Delete
                  </DropdownMenuItem>
                </DropdownMenuContent>
              </DropdownMenu>
            </>
          ) : null}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 border-y py-2">
        {mayEdit ? (
          <StatusMenu subject={subject} status={status} onChange={(next) => changeStatus(next)} />
        ) : (
          <StatusLabel status={status} className="h-8 text-13" />
        )}
        <JobFacts job={job} />
      </div>

      <LazyDialog
        code={jobDialog}
        with={{
          open: dialog === 'edit',
          onOpenChange: setOpen('edit'),
          job,
          readOnly: false,
          onSaved: () => {
            setDialog(null);
            toast.success('Changes saved');
          },
          onLimitHit: () => setDialog(null),
        }}
      />
      <ConfirmDialog
        open={dialog === 'delete'}
        onOpenChange={setOpen('delete')}
        title="Delete this job?"
        description={`“${job.title}” at ${job.company}, its notes, contacts and interviews will be gone for good.`}
        confirmLabel="Delete"
        loading={deleting}
        onConfirm={remove}
      />
    </header>
  );
}
