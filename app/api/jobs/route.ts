import { methodsNotAllowed, serve } from '@/lib/auth';
import { createJob, createJobAgain, listJobs } from '@/lib/jobs';
import { createJobEndpoint, listJobsEndpoint } from '@/lib/jobs/endpoints';

export const GET = serve(listJobsEndpoint, ({ principal, query }) => listJobs(principal, query));

export const POST = serve(createJobEndpoint, ({ principal, body, idempotencyKey }) =>
  (principal.via === 'extension' ? createJobAgain : createJob)(principal, body, idempotencyKey),
);

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
