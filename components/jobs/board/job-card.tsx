'use client';

import { CalendarClock, GripVertical, MapPin, Wallet } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { JobSummary } from '@/lib/jobs/schema';
import { Avatar } from '../../ui/avatar';
import { cn } from '../../ui/cn';
import { dayWords } from '../day-words';
import { shortSalaryWords } from '../salary-words';
import { Marked } from '../search/marked';
import { workModeWords } from '../work-mode-words';
import { subjectOf } from './drag-words';
import { JobLink } from './job-link';
import { type JobActions, JobMenu } from './job-menu';
import { PostingLink } from './posting-link';
import { DRAG_HELP_ID, useDragCard } from './use-drag';

type JobCardProps = { job: JobSummary; actions: JobActions };

/**
 * A job on the board. Mouse and finger drag it by any place; the keyboard by its grip, so that what is in it stays within
 * reach. Its menu can do all of it, too.
 */
export const JobCard = memo(function JobCard({ job, actions }: JobCardProps) {
  const mayDrag = actions.onMove !== undefined;
  const { card, grip, isDragging, byPointer, byKeyboard } = useDragCard(job, mayDrag);
  return (
    <article
      ref={card}
      aria-label={subjectOf(job)}
      {...byPointer}
      className={cn(cardClasses, mayDrag && 'cursor-grab', isDragging && 'opacity-40')}
    >
      <CardBody
        job={job}
        menu={<JobMenu job={job} actions={actions} withStatuses />}
        link={<PostingLink job={job} />}
      />
      {mayDrag ? (
        <button
          type="button"
          ref={grip}
          aria-label={`Move ${subjectOf(job)}`}
          aria-describedby={DRAG_HELP_ID}
          {...byKeyboard}
          className="absolute right-1 bottom-1 flex size-7 cursor-grab items-center justify-center rounded-md bg-surface text-subtle-foreground opacity-0 transition-opacity focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:hidden"
        >
          <GripVertical aria-hidden="true" className="size-4" />
        </button>
      ) : null}
    </article>
  );
});

/** The card that follows the pointer while the one it is a picture of stays behind. */
export function DraggedCard({ job }: { job: JobSummary }) {
  return (
    <div className={cn(cardClasses, 'cursor-grabbing border-input shadow-float')}>
      <CardBody job={job} />
    </div>
  );
}

const cardClasses =
  'group relative grid grid-cols-1 touch-manipulation select-none gap-2 rounded-lg border bg-surface p-3 transition-colors hover:border-input';

type CardBodyProps = {
  job: JobSummary;
  menu?: ReactNode;
  link?: ReactNode;
};

function CardBody({ job, menu, link }: CardBodyProps) {
  const place = [job.location, job.workMode ? workModeWords[job.workMode] : null].filter(Boolean).join(' · ');
  return (
    <>
      <div className="flex items-start justify-between gap-2">
        {link ? (
          <JobLink job={job} className="line-clamp-2 break-words" />
        ) : (
          <p className="line-clamp-2 min-w-0 break-words font-medium">{job.title}</p>
        )}
        <div className="-mt-1.5 -mr-1.5 flex shrink-0">{menu}</div>
      </div>
      <div className="flex min-w-0 items-center gap-2 text-13 text-muted-foreground">
        <Avatar name={job.company} shape="square" size="sm" />
        <span className="truncate">
          <Marked text={job.company} field="company" />
        </span>
        <div className="-my-1 -mr-1.5 ml-auto shrink-0">{link}</div>
      </div>
      {place || job.salary || job.closesOn ? (
        <ul className="grid gap-1 text-muted-foreground text-xs">
          {place ? <Fact icon={MapPin}>{place}</Fact> : null}
          {job.salary ? <Fact icon={Wallet}>{shortSalaryWords(job.salary)}</Fact> : null}
          {job.closesOn ? <Fact icon={CalendarClock}>Closes {dayWords(job.closesOn)}</Fact> : null}
        </ul>
      ) : null}
    </>
  );
}

function Fact({ icon: Icon, children }: { icon: typeof MapPin; children: ReactNode }) {
  return (
    <li className="flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden="true" className="size-3.5 shrink-0 text-subtle-foreground" />
      <span className="truncate">{children}</span>
    </li>
  );
}
