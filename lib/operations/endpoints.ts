import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { dependencyStateSchema } from './health/dependency-state';

const tag = 'operations';

export const metricsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/metrics',
  operationId: 'metrics',
  summary: 'What this process has counted, for Prometheus; the bearer token is METRICS_TOKEN',
  tag,
  auth: 'secret',
  success: {
    status: 200,
    description: 'In the text format of Prometheus.',
    output: z.string(),
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
  },
});

export const readyEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/health/ready',
  operationId: 'ready',
  summary: 'Whether requests can be served, and the state of everything they need',
  tag,
  auth: 'none',
  success: {
    status: 200,
    description: 'They can. `degraded` without something that is not required, such as the payment service.',
    output: z.object({ status: z.enum(['ok', 'degraded']), dependencies: z.array(dependencyStateSchema) }),
  },
  problems: [503],
});

export const runTaskEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/cron/{task}',
  operationId: 'runTask',
  summary: 'Run a background task now, on hosts without the worker; the bearer token is CRON_SECRET',
  tag,
  auth: 'secret',
  params: z.strictObject({ task: z.string().regex(/^[a-z_]{1,50}\.[a-z_]{1,50}$/) }),
  success: {
    status: 200,
    description: 'It ran to its end, or another request is running it.',
    output: z.object({ task: z.string(), outcome: z.enum(['done', 'already_running']) }),
  },
});

/** What operators and their machines call. */
export const operationsEndpoints = [readyEndpoint, metricsEndpoint, runTaskEndpoint];
