import { methodsNotAllowed, serve } from '@/lib/auth';
import { bulkJobs } from '@/lib/jobs';
import { bulkJobsEndpoint } from '@/lib/jobs/endpoints';

export const POST = serve(bulkJobsEndpoint, ({ principal, body }) => bulkJobs(principal, body));

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
