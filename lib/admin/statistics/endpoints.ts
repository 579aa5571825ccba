import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { periods } from './periods';
import { statisticsSchema } from './summarise';

export const adminStatsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/stats',
  operationId: 'adminGetStatistics',
  summary: 'Get the figures of the platform, day by day',
  tag: 'admin',
  auth: 'admin',
  query: z.strictObject({
    days: z
      .enum(['7', '30', '90', '365'])
      .default('30')
      .transform((text) => periods.find((each) => String(each) === text) ?? 30)
      .describe('How many days, today included.'),
  }),
  success: {
    status: 200,
    description:
      'Each figure with its definition, what it comes to, and what it came to in as many days before.',
    output: statisticsSchema,
  },
});

/** The figures of the platform. */
export const statisticsEndpoints = [adminStatsEndpoint] as const;
