'use client';

import type { ReactNode, Ref } from 'react';
import type { JobSort } from '@/lib/jobs/job-filter';
import type { JobSummary } from '@/lib/jobs/schema';
import { Avatar } from '../../ui/avatar';
import { Checkbox } from '../../ui/checkbox';
import { cn } from '../../ui/cn';
import { dayWords } from '../day-words';
import { salaryWords } from '../salary-words';
import { SavedOn } from '../saved-on';
import { Marked } from '../search/marked';
import { sourceWords } from '../source-words';
import { StatusLabel } from '../status-label';
import { StatusMenu } from '../status-menu';
import { workModeWords } from '../work-mode-words';
import { subjectOf } from './drag-words';
import { JobLink } from './job-link';
import { type JobActions, JobMenu } from './job-menu';
import { PostingLink } from './posting-link';

/** The columns of the table in their order; each sorts by what it shows. */
export const tableColumns: readonly { id: JobSort; width: string }[] = [
  { id: 'title', width: 'w-72' },
  { id: 'company', width: 'w-48' },
  { id: 'status', width: 'w-40' },
  { id: 'location', width: 'w-40' },
  { id: 'workMode', width: 'w-28' },
  { id: 'salary', width: 'w-48' },
  { id: 'deadline', width: 'w-32' },
  { id: 'saved', width: 'w-32' },
  { id: 'updated', width: 'w-32' },
  { id: 'source', width: 'w-32' },
];

type JobTableRowProps = {
  ref: Ref<HTMLTableRowElement> | undefined;
  /** Its place in the list, from 0. */
  index: number;
  job: JobSummary;
  actions: JobActions;
  isChosen: boolean;
  /** @param range whether all from the one before to this one are meant */
  onChoose: ((range: boolean) => void) | undefined;
};

/** One saved job; from 672 px of the table's own width a row, below that a card of three lines. */
export function JobTableRow({ ref, index, job, actions, isChosen, onChoose }: JobTableRowProps) {
  const subject = subjectOf(job);
  const { onMove } = actions;
  const place = [job.location, job.workMode && workModeWords[job.workMode]].filter(Boolean).join(' · ');
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      className={cn(
        'group/row @max-2xl:grid @max-2xl:grid-cols-[auto_minmax(0,1fr)_auto] @max-2xl:gap-x-3 @max-2xl:border-b @max-2xl:px-4 @max-2xl:py-3',
        isChosen ? chosenBackground : 'hover:bg-subtle',
      )}
    >
      {onChoose ? (
        <td className={cn(stuck, 'left-0 @2xl:pl-4', isChosen ? chosenBackground : background)}>
          <Checkbox
            label={<span className="sr-only">Select {subject}</span>}
            checked={isChosen}
            onChange={({ nativeEvent }) =>
              onChoose('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
            }
          />
        </td>
      ) : null}
      <td
        className={cn(
          stuck,
          'min-w-0 @2xl:px-4 @max-2xl:col-start-2 @max-2xl:row-start-1',
          onChoose ? 'left-11' : 'left-0',
          isChosen ? chosenBackground : background,
        )}
      >
        <JobLink job={job} className="@max-2xl:line-clamp-2 @2xl:block @2xl:truncate" />
      </td>
      <td className={cn(cell, '@max-2xl:col-start-2 @max-2xl:row-start-2')}>
        <div className="flex min-w-0 items-center gap-2.5 @max-2xl:text-13 @max-2xl:text-muted-foreground">
          <Avatar name={job.company} shape="square" size="sm" className="@max-2xl:hidden" />
          <span className="truncate">
            <Marked text={job.company} field="company" />
          </span>
        </div>
      </td>
      <td className={cn(cell, '@max-2xl:col-start-2 @max-2xl:row-start-3 @max-2xl:mt-1')}>
        {onMove ? (
          <StatusMenu subject={subject} status={job.status} onChange={(status) => onMove(job, status)} />
        ) : (
          <StatusLabel status={job.status} className="h-8 text-13" />
        )}
      </td>
      <Plain>{job.location}</Plain>
      <Plain>{job.workMode ? workModeWords[job.workMode] : null}</Plain>
      <Plain>{job.salary ? salaryWords(job.salary) : job.salaryText}</Plain>
      <Plain>{job.closesOn ? dayWords(job.closesOn) : null}</Plain>
      <td
        className={cn(
          cell,
          'text-13 text-muted-foreground @max-2xl:col-start-3 @max-2xl:row-start-3 @max-2xl:self-center @max-2xl:text-right @max-2xl:text-xs',
        )}
      >
        <SavedOn at={job.createdAt} />
      </td>
      <Plain>
        <SavedOn at={job.updatedAt} />
      </Plain>
      <Plain>{job.source ? sourceWords(job.source) : null}</Plain>
      <td
        className={cn(
          cell,
          '@2xl:pl-0 @max-2xl:col-start-3 @max-2xl:row-span-2 @max-2xl:row-start-1 @max-2xl:-mr-2',
        )}
      >
        <div className="flex items-center justify-end gap-0.5">
          <PostingLink job={job} />
          <JobMenu job={job} actions={actions} />
        </div>
      </td>
      {place ? (
        <td className="@2xl:hidden col-span-2 col-start-2 row-start-4 truncate text-muted-foreground text-xs">
          {place}
        </td>
      ) : null}
    </tr>
  );
}

// What stays in view while the rest is scrolled sideways needs a ground of its own.
const background = 'bg-surface group-hover/row:bg-subtle';
const chosenBackground = 'bg-primary-subtle';
const cell = 'min-w-0 @2xl:h-12 @2xl:border-b @2xl:px-4 @2xl:py-2';
const stuck = '@2xl:sticky @2xl:z-[1] @2xl:h-12 @2xl:border-b @2xl:py-2';

/** A cell that only the wide table has. */
function Plain({ children }: { children: ReactNode }) {
  return (
    <td className={cn(cell, '@max-2xl:hidden text-13 text-muted-foreground')}>
      <div className="truncate">{children}</div>
    </td>
  );
}
