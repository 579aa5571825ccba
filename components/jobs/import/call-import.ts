import type { z } from 'zod';
import { problemSchema } from '@/lib/http/problem';
import type { NumberedRow } from '@/lib/jobs/csv/import/mapped-rows';
import {
  type ImportOptions,
  type ImportPreview,
  importPreviewSchema,
  type JobImport,
  jobImportSchema,
} from '@/lib/jobs/csv/import/schema';
import type { Outcome } from '../../calls/call-action';

// By the API and not by actions, whose bodies may have no ten megabytes.

/** What an import of these rows would do. */
export function previewRows(
  rows: readonly NumberedRow[],
  { dates }: Pick<ImportOptions, 'dates'>,
): Promise<Outcome<ImportPreview>> {
  return call(`/api/jobs/bulk-import/preview?${new URLSearchParams({ dates })}`, importPreviewSchema, {
    body: JSON.stringify({ rows }),
  });
}

/** Begins an import. A repeat with the same key is the same import. */
export function importRows(
  rows: readonly NumberedRow[],
  { duplicates, dates, fileName }: ImportOptions,
  key: string,
): Promise<Outcome<JobImport>> {
  const query = new URLSearchParams({ duplicates, dates, ...(fileName ? { fileName } : {}) });
  return call(`/api/jobs/bulk-import?${query}`, jobImportSchema, {
    body: JSON.stringify({ rows }),
    headers: { 'idempotency-key': key },
  });
}

/** Cancels an import. */
export function cancelImport(id: string): Promise<Outcome<JobImport>> {
  return call(`/api/jobs/imports/${encodeURIComponent(id)}/cancel`, jobImportSchema);
}

async function call<Schema extends z.ZodType>(
  address: string,
  schema: Schema,
  { body, headers }: { body?: string; headers?: Record<string, string> } = {},
): Promise<Outcome<z.output<Schema>>> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const told: unknown = await answer.json();
  if (answer.ok) return { ok: true, data: schema.parse(told) };
  return { ok: false, problem: problemSchema.parse(told) };
}
