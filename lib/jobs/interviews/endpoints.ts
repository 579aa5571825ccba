import { z } from 'zod';
import { defineEndpoint } from '@/lib/http';
import { interviewInputSchema, interviewPatchSchema, interviewSchema } from './schema';

const ofJob = z.object({ id: z.uuid() });
const one = z.object({ id: z.uuid(), interviewId: z.uuid() });
const tag = 'jobs';

export const listInterviewsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/{id}/interviews',
  operationId: 'listInterviews',
  summary: 'List the interviews of a saved job, in the order of their times',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  params: ofJob,
  success: {
    status: 200,
    description: 'All of them; a job keeps up to 100.',
    output: z.object({ interviews: z.array(interviewSchema) }),
  },
});

export const createInterviewEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/{id}/interviews',
  operationId: 'createInterview',
  summary: 'Add an interview to a saved job',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: ofJob,
  body: interviewInputSchema,
  idempotent: true,
  success: { status: 201, description: 'The interview.', output: interviewSchema },
  problems: [402, 409],
});

export const getInterviewEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/{id}/interviews/{interviewId}',
  operationId: 'getInterview',
  summary: 'Get one interview of a saved job',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  params: one,
  success: { status: 200, description: 'The interview.', output: interviewSchema },
});

export const updateInterviewEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/jobs/{id}/interviews/{interviewId}',
  operationId: 'updateInterview',
  summary: 'Change some fields of an interview',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  body: interviewPatchSchema,
  success: { status: 200, description: 'The interview as it is now.', output: interviewSchema },
  problems: [402],
});

export const replaceInterviewEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/jobs/{id}/interviews/{interviewId}',
  operationId: 'replaceInterview',
  summary: 'Set all fields of an interview',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  body: interviewInputSchema,
  success: { status: 200, description: 'The interview as it is now.', output: interviewSchema },
  problems: [402],
});

export const deleteInterviewEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/jobs/{id}/interviews/{interviewId}',
  operationId: 'deleteInterview',
  summary: 'Remove an interview of a saved job',
  tag,
  auth: 'session',
  scope: 'jobs:write',
  params: one,
  success: { status: 204, description: 'It is gone.' },
  problems: [402],
});

/** Every operation on the interviews of saved jobs. */
export const interviewsEndpoints = [
  listInterviewsEndpoint,
  createInterviewEndpoint,
  getInterviewEndpoint,
  updateInterviewEndpoint,
  replaceInterviewEndpoint,
  deleteInterviewEndpoint,
];
