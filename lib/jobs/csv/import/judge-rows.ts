import { z } from 'zod';
import type { Prisma, TenantContext, Transaction } from '@/lib/db';
import { importFields } from './fields';
import { knownJobs } from './known-jobs';
import { type RowJob, readRow } from './read-row';

/** What is to become of a row, and why it is not saved, in words for the person. */
export type Verdict =
  | { position: number; state: 'wanted'; job: RowJob }
  | { position: number; state: 'skipped' | 'failed'; error: string };

/** A row as it was taken in. */
export type TakenRow = { position: number; rowNumber: number; fields: Prisma.JsonValue };

// What the API has let in, from the database.
const rawRowSchema = z.partialRecord(z.enum(importFields), z.string());

/** The fields of a row as it was taken in. */
export const rawRowOf = (fields: Prisma.JsonValue) => rawRowSchema.parse(fields);

/** Judges rows in the order of the table: which are jobs, and which of them are there already, also among themselves. */
export async function judgeRows(
  tx: Transaction,
  tenant: TenantContext,
  { skipsDuplicates, monthFirst }: { skipsDuplicates: boolean; monthFirst: boolean },
  rows: readonly TakenRow[],
): Promise<Verdict[]> {
  const known = skipsDuplicates && rows.length > 0 ? await knownJobs(tx, tenant) : null;
  return rows.map(({ position, rowNumber, fields }) => {
    const read = readRow(rawRowOf(fields), { monthFirst });
    if ('problems' in read) return { position, state: 'failed', error: read.problems.join(' ') };
    const same = known?.find(read.job.fields) ?? null;
    if (same !== null) {
      const error = same.startsWith('row ') ? `It is the same job as ${same}.` : 'It is saved already.';
      return { position, state: 'skipped', error };
    }
    known?.add(read.job.fields, `row ${rowNumber}`);
    return { position, state: 'wanted', job: read.job };
  });
}
