import { defineEndpoint } from '@/lib/http';
import { captureInputSchema, jobDraftSchema } from './schema';

export const captureJobEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/capture',
  operationId: 'captureJob',
  summary: 'Read a posting from its address, without saving it',
  tag: 'jobs',
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  body: captureInputSchema,
  success: {
    status: 200,
    description: 'What the page says, to be saved as a job. It counts as one run.',
    output: jobDraftSchema,
  },
  problems: [402, 422],
});
