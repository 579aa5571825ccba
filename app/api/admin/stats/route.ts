import { readStatistics } from '@/lib/admin';
import { adminStatsEndpoint } from '@/lib/admin/statistics/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(adminStatsEndpoint, ({ query: { days } }) => readStatistics(days));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
