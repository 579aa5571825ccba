import { asTenant, type TenantContext } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { knownJobs } from './known-jobs';
import type { NumberedRow } from './mapped-rows';
import { readRow } from './read-row';
import type { ImportOptions, ImportPreview } from './schema';

/** Says what an import would do, and does nothing. What changes until it is done may change what it does. */
export async function previewImport(
  tenant: TenantContext,
  rows: readonly NumberedRow[],
  { dates }: Pick<ImportOptions, 'dates'>,
): Promise<ImportPreview> {
  const [known, quota] = await Promise.all([
    asTenant(tenant, (tx) => knownJobs(tx, tenant)),
    usageOf(tenant, 'saved_jobs'),
  ]);
  const preview: ImportPreview = {
    total: rows.length,
    invalid: [],
    duplicates: [],
    room: quota.remaining,
  };
  for (const { row, ...raw } of rows) {
    const read = readRow(raw, { monthFirst: dates === 'month_first' });
    if ('problems' in read) {
      preview.invalid.push({ row, problems: read.problems });
      continue;
    }
    const same = known.find(read.job.fields);
    if (same === null) known.add(read.job.fields, `row ${row}`);
    else if (same.startsWith('row '))
      preview.duplicates.push({ row, jobId: null, sameAs: Number(same.slice('row '.length)) });
    else preview.duplicates.push({ row, jobId: same, sameAs: null });
  }
  return preview;
}
