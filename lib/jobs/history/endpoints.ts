import { z } from 'zod';
import { cursorSchema, defineEndpoint, limitSchema } from '@/lib/http';
import { statusChangeSchema } from './schema';

export const listHistoryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/{id}/history',
  operationId: 'listJobHistory',
  summary: 'List the steps of a saved job from status to status, newest first',
  tag: 'jobs',
  auth: 'session',
  scope: 'jobs:read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ limit: limitSchema, cursor: cursorSchema }),
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({ changes: z.array(statusChangeSchema), nextCursor: z.string().nullable() }),
  },
});
