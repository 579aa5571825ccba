import { dateFields, type ImportField } from '@/lib/jobs/csv/import/fields';
import { type ColumnMap, guessColumns } from '@/lib/jobs/csv/import/guess-columns';
import { mappedRows, type NumberedRow } from '@/lib/jobs/csv/import/mapped-rows';
import { type DateOrder, dateOrderOf } from '@/lib/jobs/csv/import/read-date';
import { readStatus } from '@/lib/jobs/csv/import/read-status';
import type { Table } from '@/lib/jobs/csv/import/read-table';
import type { ImportPreview } from '@/lib/jobs/csv/import/schema';
import type { JobStatus } from '@/lib/jobs/schema';

/** How a table is to be read: what its columns hold, what its words for the status mean, and which way its dates are. */
export type ImportPlan = {
  columns: ColumnMap;
  /** What the person has said that words mean, by word; for all others it is what is known of them. */
  statuses: Readonly<Record<string, JobStatus>>;
  /** What the person has said; null while they have not. */
  dateOrder: DateOrder | null;
};

/** What is guessed of a table, to begin with. */
export function guessPlan({ headings }: Table): ImportPlan {
  return { columns: guessColumns(headings), statuses: {}, dateOrder: null };
}

/** The plan with another meaning of a column. A field is in one column alone: it is taken from the one that had it. */
export function withColumn(plan: ImportPlan, index: number, field: ImportField | null): ImportPlan {
  const columns = plan.columns.map((each, at) => {
    if (at === index) return field;
    return field !== null && each === field ? null : each;
  });
  return { ...plan, columns };
}

/** The required fields that no column holds. */
export function missingFields({ columns }: Pick<ImportPlan, 'columns'>): ImportField[] {
  return (['title', 'company'] as const).filter((field) => !columns.includes(field));
}

/** A few values of a column, each once, to know it by. */
export function samplesOf({ rows }: Table, index: number, most = 3): string[] {
  const samples = new Set<string>();
  for (const { cells } of rows) {
    const cell = cells[index];
    if (cell) samples.add(cell.length > 60 ? `${cell.slice(0, 59)}…` : cell);
    if (samples.size === most) break;
  }
  return [...samples];
}

/** Words for the status that a table has: how often, and what they are taken to mean; null for what is not known. */
export type StatusWord = { word: string; count: number; status: JobStatus | null };

/** More words than this are no statuses but texts. */
const STATUS_WORDS_MAX = 30;

/** The words in the column of the status, the most frequent first. */
export function statusWords(table: Table, plan: ImportPlan): StatusWord[] {
  const index = plan.columns.indexOf('status');
  const counts = new Map<string, number>();
  for (const { cells } of index < 0 ? [] : table.rows) {
    const word = cells[index] ?? '';
    if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .map(([word, count]) => ({ word, count, status: plan.statuses[word] ?? readStatus(word) }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, STATUS_WORDS_MAX);
}

/** A date of the table that may be two days, where nothing in its column tells which; null where none has to be asked about. */
export function ambiguousDate(table: Table, { columns }: Pick<ImportPlan, 'columns'>): string | null {
  for (const field of dateFields) {
    const index = columns.indexOf(field);
    if (index < 0) continue;
    const texts = table.rows.map(({ cells }) => cells[index] ?? '');
    if (dateOrderOf(texts) !== 'ambiguous') continue;
    return texts.find((text) => dateOrderOf([text]) === 'ambiguous') ?? null;
  }
  return null;
}

/** Which way the table's dates are: as the person has said, or as its columns tell. */
export function dateOrderIn(table: Table, { columns, dateOrder }: ImportPlan): DateOrder {
  if (dateOrder) return dateOrder;
  const told = dateFields
    .map((field) => columns.indexOf(field))
    .filter((index) => index >= 0)
    .map((index) => dateOrderOf(table.rows.map(({ cells }) => cells[index] ?? '')));
  return told.includes('mdy') ? 'mdy' : 'dmy';
}

/** The table's rows by their fields, with the statuses that the person has chosen. */
export function plannedRows(table: Table, { columns, statuses }: ImportPlan): NumberedRow[] {
  return mappedRows(table, columns).map((row) => {
    const chosen = row.status === undefined ? undefined : statuses[row.status];
    return chosen === undefined ? row : { ...row, status: chosen };
  });
}

/** What an import will come to: jobs that are saved, and of those how many have room. */
export function expectedOf(
  { total, invalid, duplicates, room }: ImportPreview,
  handling: 'skip' | 'save',
): { wanted: number; fit: number } {
  const wanted = total - invalid.length - (handling === 'skip' ? duplicates.length : 0);
  return { wanted, fit: room === null ? wanted : Math.min(wanted, room) };
}
