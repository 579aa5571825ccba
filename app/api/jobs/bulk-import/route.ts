import { methodsNotAllowed, serve } from '@/lib/auth';
import { importJobs } from '@/lib/jobs';
import { importJobsEndpoint } from '@/lib/jobs/csv/endpoints';

export const POST = serve(importJobsEndpoint, ({ principal, query, body, idempotencyKey }) =>
  importJobs(principal, body, query, idempotencyKey),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
