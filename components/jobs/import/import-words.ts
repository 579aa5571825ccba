import type { ImportPreview, JobImport } from '@/lib/jobs/csv/import/schema';

/** A number of jobs in words. */
export function jobsWords(count: number): string {
  return count === 1 ? '1 job' : `${count.toLocaleString('en-US')} jobs`;
}

/** That the plan has no room for all. */
export function fitWords(fit: number, wanted: number): string {
  const of = `${fit.toLocaleString('en-US')} of ${wanted.toLocaleString('en-US')}`;
  return fit === 0 ? 'Your plan has no room for more jobs' : `${of} fit your plan`;
}

/** Something to know of a row before it is imported. */
export type RowNote = { kind: 'invalid' | 'duplicate'; words: string };

/** What is to be known of rows, by their numbers. */
export function rowNotes(
  { invalid, duplicates }: ImportPreview,
  handling: 'skip' | 'save',
): ReadonlyMap<number, RowNote> {
  const skipped = handling === 'skip' ? ' It is skipped.' : '';
  const notes = new Map<number, RowNote>();
  for (const { row, sameAs } of duplicates) {
    const words = sameAs === null ? 'It is saved already.' : `It is the same as row ${sameAs}.`;
    notes.set(row, { kind: 'duplicate', words: `${words}${skipped}` });
  }
  for (const { row, problems } of invalid) notes.set(row, { kind: 'invalid', words: problems.join(' ') });
  return notes;
}

/** How far an import has come, or what came of it, in a sentence. */
export function progressWords({ state, total, saved, skipped, failed }: JobImport): string {
  const done = saved + skipped + failed;
  if (state === 'waiting') return 'It begins in a moment.';
  if (state === 'running')
    return `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} rows done`;
  const parts = [
    `${jobsWords(saved)} saved`,
    ...(skipped > 0 ? [`${skipped.toLocaleString('en-US')} skipped`] : []),
    ...(failed > 0 ? [`${failed.toLocaleString('en-US')} not saved`] : []),
    ...(total > done ? [`${(total - done).toLocaleString('en-US')} not begun`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** How the state of an import is named, and how loudly. */
export const stateWords = {
  waiting: { label: 'Waiting', tone: 'neutral' },
  running: { label: 'Importing', tone: 'info' },
  done: { label: 'Done', tone: 'success' },
  canceled: { label: 'Canceled', tone: 'neutral' },
  stopped: { label: 'Stopped', tone: 'danger' },
} as const satisfies Record<JobImport['state'], { label: string; tone: string }>;
