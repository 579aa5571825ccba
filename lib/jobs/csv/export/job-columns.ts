import type { CsvCell } from '@/lib/http';
import { minorDigits } from '../../salary/currencies';
import type { Salary, SavedJob } from '../../schema';
import { plainText } from './plain-text';

/** A column of the table of jobs: its heading, and what it says of a job. */
type JobColumn = readonly [heading: string, cell: (job: SavedJob) => CsvCell];

const jobColumns: readonly JobColumn[] = [
  ['title', ({ title }) => title],
  ['company', ({ company }) => company],
  ['location', ({ location }) => location],
  ['work_mode', ({ workMode }) => workMode],
  ['status', ({ status }) => status],
  ['url', ({ url }) => url],
  ['source', ({ source }) => source],
  ['salary', ({ salaryText }) => salaryText],
  ['salary_min', ({ salary }) => salary && amountOf(salary, salary.min)],
  ['salary_max', ({ salary }) => salary && amountOf(salary, salary.max)],
  ['salary_currency', ({ salary }) => salary?.currency ?? null],
  ['salary_interval', ({ salary }) => salary?.interval ?? null],
  ['closes_on', ({ closesOn }) => closesOn],
  ['saved_at', ({ createdAt }) => createdAt],
  ['applied_at', ({ appliedAt }) => appliedAt],
  ['status_changed_at', ({ statusChangedAt }) => statusChangedAt],
  ['updated_at', ({ updatedAt }) => updatedAt],
  ['notes', ({ notes }) => notes],
  ['description', ({ description }) => description && plainText(description)],
  ['id', ({ id }) => id],
];

/** The headings of the table of jobs, in its order. The import knows each of them. */
export const jobHeadings: readonly string[] = jobColumns.map(([heading]) => heading);

/** A job as a line of the table: times in ISO 8601 UTC, pay in whole units of its currency, the description as text. */
export function jobCells(job: SavedJob): CsvCell[] {
  return jobColumns.map(([, cell]) => cell(job));
}

function amountOf({ currency }: Salary, minor: number | null): number | null {
  return minor === null ? null : minor / 10 ** minorDigits(currency);
}
