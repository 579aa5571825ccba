import { z } from 'zod';
import { BULK_BYTES_MAX, defineEndpoint } from '@/lib/http';
import { metrics, planIds } from '@/lib/plans';
import { usageDaySchema } from './daily-series';
import { ingestionSchema, usageEventsBodySchema } from './ingest-schema';
import { quotaLimitSchema, quotaSchema } from './quotas-of';
import { usageExportSchema } from './usage-csv';
import { usagePeriodSchema } from './usage-history';

const tag = 'billing';

export const getUsageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/usage',
  operationId: 'getUsage',
  summary: 'Get what is used of every quota',
  tag,
  auth: 'session',
  scope: 'usage:read',
  success: {
    status: 200,
    description: 'One entry per metric.',
    output: z.object({ quotas: z.array(quotaSchema) }),
  },
});

export const getMetricUsageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/usage/{metric}',
  operationId: 'getMetricUsage',
  summary: 'Get what is used of one quota, day by day and period by period',
  tag,
  auth: 'session',
  scope: 'usage:read',
  params: z.strictObject({ metric: z.enum(metrics) }),
  success: {
    status: 200,
    description: 'How it stands, the last 30 UTC days, and the last 24 periods, newest first.',
    output: z.object({
      quota: quotaSchema,
      daily: z.array(usageDaySchema),
      history: z.array(usagePeriodSchema).describe('Empty for what never resets.'),
    }),
  },
});

export const exportUsageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/usage/export',
  operationId: 'exportUsage',
  summary: 'Get what was used as a table for spreadsheets',
  tag,
  auth: 'session',
  scope: 'usage:read',
  query: usageExportSchema,
  success: {
    status: 200,
    description: 'Comma-separated, with a line of headings.',
    output: z.string(),
    contentType: 'text/csv; charset=utf-8',
    fileName: 'foothold-usage.csv',
  },
});

export const getQuotasEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/billing/quotas',
  operationId: 'getQuotas',
  summary: 'Get every limit, and what happens at it',
  tag,
  auth: 'session',
  scope: 'usage:read',
  success: {
    status: 200,
    description: 'One entry per metric, as the plan gives it or as it was agreed besides.',
    output: z.object({ planId: z.enum(planIds), quotas: z.array(quotaLimitSchema) }),
  },
});

export const ingestUsageEventsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/usage/events',
  operationId: 'ingestUsageEvents',
  summary: 'Report usage: one event, or a list of up to 1,000, each counted once by its idempotencyKey',
  tag: 'usage',
  auth: 'session',
  scope: 'usage:write',
  body: usageEventsBodySchema,
  bodyBytesMax: BULK_BYTES_MAX,
  success: {
    status: 200,
    description:
      'What became of each event, in order. A list is always answered so, even when all of it was refused; a single event that is refused is a problem.',
    output: ingestionSchema,
  },
  problems: [402, 409],
});

/** Every operation on what is used. */
export const usageEndpoints = [
  getUsageEndpoint,
  getMetricUsageEndpoint,
  exportUsageEndpoint,
  getQuotasEndpoint,
  ingestUsageEventsEndpoint,
];
