import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { jobFilterSchema, jobOrderSchema } from '../job-filter';
import { IMPORT_BYTES_MAX } from './import/limits';
import { importBodySchema, importOptionsSchema, importPreviewSchema, jobImportSchema } from './import/schema';
import { EXPORTED_IDS_MAX } from './limits';

const tag = 'jobs';

const idsSchema = z
  .string()
  .transform((given) => given.split(','))
  .pipe(z.array(z.uuid()).min(1).max(EXPORTED_IDS_MAX));

export const exportJobsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/export',
  operationId: 'exportJobs',
  summary: 'Get saved jobs as a table for spreadsheets',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  query: jobFilterSchema.extend({
    ...jobOrderSchema.shape,
    ids: idsSchema.optional().describe('These jobs alone, with commas between their ids.'),
  }),
  success: {
    status: 200,
    description:
      'Comma-separated UTF-8 with a byte order mark and a line of headings, in the order of the list, of as many jobs as there are. Text that a spreadsheet would run begins with an apostrophe.',
    output: z.string(),
    contentType: 'text/csv; charset=utf-8',
  },
});

/** A whole file, and what it takes to say it as JSON. */
const IMPORT_BODY_BYTES_MAX = IMPORT_BYTES_MAX * 1.6;

/** What a slow line takes for ten megabytes. */
const IMPORT_BODY_WAIT_MS = 60_000;

export const importJobsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/bulk-import',
  operationId: 'importJobs',
  summary: 'Save up to 5,000 jobs from the rows of a table',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  query: importOptionsSchema,
  body: importBodySchema,
  bodyBytesMax: IMPORT_BODY_BYTES_MAX,
  bodyWaitMs: IMPORT_BODY_WAIT_MS,
  takesCsv: true,
  idempotent: true,
  success: {
    status: 201,
    description:
      'The import. Up to 100 rows are done at once; a longer one goes on in the background, in batches that count and save together. Where the quota ends, the rows before it are saved and the others fail.',
    output: jobImportSchema,
  },
  problems: [402, 409],
});

export const previewImportEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/bulk-import/preview',
  operationId: 'previewJobImport',
  summary: 'See what an import would save, skip and refuse',
  tag,
  auth: 'session',
  whileActing: 'read',
  scope: 'jobs:read',
  query: importOptionsSchema.pick({ dates: true }),
  body: importBodySchema,
  bodyBytesMax: IMPORT_BODY_BYTES_MAX,
  bodyWaitMs: IMPORT_BODY_WAIT_MS,
  takesCsv: true,
  success: { status: 200, description: 'Nothing is saved.', output: importPreviewSchema },
});

const one = z.object({ id: z.uuid() });

export const getImportEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/imports/{id}',
  operationId: 'getJobImport',
  summary: 'See how far an import has come',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  params: one,
  success: { status: 200, description: 'The import.', output: jobImportSchema },
});

export const importProblemsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/imports/{id}/problems',
  operationId: 'getJobImportProblems',
  summary: 'Get the rows of an import that were not saved as a table, each with why',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  params: one,
  success: {
    status: 200,
    description: 'Comma-separated, with a line of headings that the import knows again. Kept for 30 days.',
    output: z.string(),
    contentType: 'text/csv; charset=utf-8',
    fileName: 'foothold-import-problems.csv',
  },
});

export const cancelImportEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/imports/{id}/cancel',
  operationId: 'cancelJobImport',
  summary: 'Cancel an import; jobs that it has saved stay',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  success: { status: 200, description: 'The import as it is now.', output: jobImportSchema },
  problems: [402],
});

/** Operations on jobs as tables. */
export const csvEndpoints = [
  exportJobsEndpoint,
  importJobsEndpoint,
  previewImportEndpoint,
  getImportEndpoint,
  importProblemsEndpoint,
  cancelImportEndpoint,
] as const;
