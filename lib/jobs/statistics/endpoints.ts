import { defineEndpoint } from '@/lib/http';
import { statisticsQuerySchema, statisticsSchema } from './schema';

export const jobStatisticsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/statistics',
  operationId: 'getJobStatistics',
  summary:
    'Get how the search goes: funnel and responses; with `advanced_analytics` also times, sources and days',
  tag: 'jobs',
  auth: 'session',
  scope: 'jobs:read',
  query: statisticsQuerySchema,
  success: { status: 200, description: 'The numbers at this moment.', output: statisticsSchema },
});
