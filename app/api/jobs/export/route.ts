import { methodsNotAllowed, serve } from '@/lib/auth';
import { textResponse } from '@/lib/http';
import { exportFileName, jobsCsv } from '@/lib/jobs';
import { exportJobsEndpoint } from '@/lib/jobs/csv/endpoints';

export const GET = serve(exportJobsEndpoint, async ({ principal, query: { ids, ...filter } }) =>
  textResponse(
    jobsCsv(principal, ids ? { ids } : { filter }),
    200,
    'text/csv; charset=utf-8',
    exportFileName(new Date()),
  ),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
