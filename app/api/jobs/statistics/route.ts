import { methodsNotAllowed, serve } from '@/lib/auth';
import { readStatistics } from '@/lib/jobs';
import { jobStatisticsEndpoint } from '@/lib/jobs/statistics/endpoints';

export const GET = serve(jobStatisticsEndpoint, ({ principal, query }) => readStatistics(principal, query));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
