import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { text } from '@/lib/http/text';
import { jobStatuses } from '../schema';

const tag = 'jobs';

/** Jobs that can be chosen one by one for an export: as many as an address has room for. */
export const EXPORTED_IDS_MAX = 200;

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
  query: z.object({
    status: z.enum(jobStatuses).optional(),
    q: text().max(200).optional().describe('Text in title or company.'),
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

/** Operations on jobs as tables. */
export const csvEndpoints = [exportJobsEndpoint] as const;
