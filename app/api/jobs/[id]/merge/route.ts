import { methodsNotAllowed, serve } from '@/lib/auth';
import { mergeJobs } from '@/lib/jobs/duplicates';
import { mergeJobsEndpoint } from '@/lib/jobs/duplicates/endpoints';

export const POST = serve(mergeJobsEndpoint, ({ principal, params, body }) =>
  mergeJobs(principal, params.id, body),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
