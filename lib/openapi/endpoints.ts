import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';

export const liveEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/health/live',
  operationId: 'live',
  summary: 'Whether the process answers at all',
  tag: 'operations',
  auth: 'none',
  success: { status: 200, description: 'It does.', output: z.object({ status: z.literal('ok') }) },
});

export const openApiEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/openapi.json',
  operationId: 'openApi',
  summary: 'This document',
  tag: 'operations',
  auth: 'none',
  success: { status: 200, description: 'OpenAPI 3.1.', output: z.record(z.string(), z.unknown()) },
});
