import type { JobSort } from '@/lib/jobs/job-filter';
import type { JobStatus } from '@/lib/jobs/schema';
import { dayWords } from '../day-words';
import { sourceWords } from '../source-words';
import { statusLook } from '../status-look';
import { workModeWords } from '../work-mode-words';
import { type BoardFilter, nothingFiltered } from './board-url';

/** A filter in force in words, and the filter without it. */
export type FilterChip = { label: string; without: BoardFilter };

/** Everything that leaves jobs out, one chip each; the text is not one, since its box shows it. */
export function filterChips(filter: BoardFilter): FilterChip[] {
  const { status, workMode, source, salaryMin, currency, savedFrom, savedTo, hasDeadline } = filter;
  const without = (change: Partial<BoardFilter>) => ({ ...filter, ...change });
  const dropped = <Value>(all: readonly Value[], one: Value) => all.filter((each) => each !== one);
  return [
    ...status.map((each) => ({
      label: statusLook[each].label,
      without: without({ status: dropped(status, each) }),
    })),
    ...workMode.map((each) => ({
      label: workModeWords[each],
      without: without({ workMode: dropped(workMode, each) }),
    })),
    ...source.map((each) => ({
      label: sourceWords(each),
      without: without({ source: dropped(source, each) }),
    })),
    ...(currency === undefined
      ? []
      : [
          {
            label:
              salaryMin === undefined
                ? `Paid in ${currency}`
                : `At least ${currency} ${salaryMin.toLocaleString('en-US')} a year`,
            without: without({ salaryMin: undefined, currency: undefined }),
          },
        ]),
    ...(savedFrom === undefined && savedTo === undefined
      ? []
      : [
          {
            label: `Saved ${rangeWords(savedFrom, savedTo)}`,
            without: without({ savedFrom: undefined, savedTo: undefined }),
          },
        ]),
    ...(hasDeadline === undefined
      ? []
      : [
          {
            label: hasDeadline ? 'With a deadline' : 'Without a deadline',
            without: without({ hasDeadline: undefined }),
          },
        ]),
  ];
}

/** The filter with nothing but the text that is searched for. */
export function withoutFilters({ q }: BoardFilter): BoardFilter {
  return { ...nothingFiltered, q };
}

/** Columns and orders by their names. */
export const sortWords: Record<JobSort, string> = {
  saved: 'Saved on',
  moved: 'Last moved',
  updated: 'Updated',
  deadline: 'Deadline',
  title: 'Job',
  company: 'Company',
  location: 'Location',
  workMode: 'Work mode',
  salary: 'Salary',
  status: 'Status',
  source: 'Source',
  relevance: 'Best match',
};

/** How many, with the word: "1 job", "1,200 jobs". */
export function jobCount(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'job' : 'jobs'}`;
}

/** Where a moved job is now. */
export function movedWords(count: number, status: JobStatus): string {
  const { label } = statusLook[status];
  return count === 1 ? `Moved to ${label}` : `${jobCount(count)} moved to ${label}`;
}

function rangeWords(from: string | undefined, to: string | undefined): string {
  const [first, last] = [from, to].map((day) => (day === undefined ? null : dayWords(day)));
  if (!first) return `until ${last}`;
  return last ? `${first} – ${last}` : `since ${first}`;
}

/** An order of a column as a person would say it. */
export function orderWords(sort: JobSort, order: 'asc' | 'desc'): string {
  const [rising, falling] = risingAndFalling(sort);
  return order === 'asc' ? rising : falling;
}

function risingAndFalling(sort: JobSort): [string, string] {
  switch (sort) {
    case 'saved':
    case 'moved':
    case 'updated':
      return ['Oldest first', 'Newest first'];
    case 'relevance':
      return ['Worst first', 'Best first'];
    case 'deadline':
      return ['Next first', 'Furthest first'];
    case 'salary':
      return ['Lowest first', 'Highest first'];
    case 'status':
    case 'workMode':
      return ['From first to last', 'From last to first'];
    default:
      return ['A to Z', 'Z to A'];
  }
}
