import { z } from 'zod';
import { BULK_BYTES_MAX, defineEndpoint, limitSchema } from '@/lib/http';
import { bulkOutcomeSchema, bulkSchema } from './bulk/bulk-schema';
import { calendarEndpoint } from './calendar/endpoints';
import { captureJobEndpoint } from './capture/endpoint';
import { contactsEndpoints } from './contacts/endpoints';
import { duplicatesEndpoints } from './duplicates/endpoints';
import { listHistoryEndpoint } from './history/endpoints';
import { interviewsEndpoints } from './interviews/endpoints';
import { jobFilterSchema, jobOrderSchema } from './job-filter';
import { jobCursorSchema } from './job-order';
import { jobInputSchema, jobPatchSchema, jobSummarySchema, savedJobSchema } from './schema';

export { captureJobEndpoint };

import { csvEndpoints } from './csv/endpoints';
import { notificationEndpoints } from './notifications/endpoints';
import { reminderEndpoints } from './reminders/endpoints';
import { jobStatisticsEndpoint } from './statistics/endpoints';

const one = z.object({ id: z.uuid() });
const tag = 'jobs';
// A description of 200,000 characters takes up to three bytes each.
const jobBytesMax = 768 * 1024;

export const listJobsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs',
  operationId: 'listJobs',
  summary: 'List saved jobs, newest first unless told',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  query: jobFilterSchema.extend({ ...jobOrderSchema.shape, limit: limitSchema, cursor: jobCursorSchema }),
  success: {
    status: 200,
    description: 'One page.',
    output: z.object({ jobs: z.array(jobSummarySchema), nextCursor: z.string().nullable() }),
  },
});

export const createJobEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs',
  operationId: 'createJob',
  summary: 'Save a job',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  body: jobInputSchema,
  bodyBytesMax: jobBytesMax,
  idempotent: true,
  success: { status: 201, description: 'The saved job.', output: savedJobSchema },
  problems: [402],
});

export const getJobEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/jobs/{id}',
  operationId: 'getJob',
  summary: 'Get one saved job',
  tag,
  auth: 'session',
  scope: 'jobs:read',
  params: one,
  success: { status: 200, description: 'The saved job.', output: savedJobSchema },
});

export const updateJobEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/jobs/{id}',
  operationId: 'updateJob',
  summary: 'Change some fields of a saved job',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  body: jobPatchSchema,
  bodyBytesMax: jobBytesMax,
  success: { status: 200, description: 'The saved job as it is now.', output: savedJobSchema },
  problems: [402, 409],
});

export const replaceJobEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/jobs/{id}',
  operationId: 'replaceJob',
  summary: 'Set all fields of a saved job',
  tag,
  auth: 'session',
  whileActing: 'change',
  scope: 'jobs:write',
  params: one,
  body: jobInputSchema,
  bodyBytesMax: jobBytesMax,
  success: { status: 200, description: 'The saved job as it is now.', output: savedJobSchema },
  problems: [402],
});

export const deleteJobEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/jobs/{id}',
  operationId: 'deleteJob',
  summary: 'Remove a saved job and free its place',
  tag,
  auth: 'session',
  scope: 'jobs:write',
  params: one,
  success: { status: 204, description: 'It is gone.' },
  problems: [402],
});

export const bulkJobsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/jobs/bulk',
  operationId: 'bulkJobs',
  summary: 'Move, archive or remove many saved jobs at once',
  tag,
  auth: 'session',
  scope: 'jobs:write',
  body: bulkSchema,
  bodyBytesMax: BULK_BYTES_MAX,
  success: {
    status: 200,
    description: 'How many jobs were meant, and how many are other than before.',
    output: bulkOutcomeSchema,
  },
  problems: [402, 404, 409],
});

/** Every operation on saved jobs and what belongs to them. */
export const jobsEndpoints = [
  listJobsEndpoint,
  createJobEndpoint,
  getJobEndpoint,
  updateJobEndpoint,
  replaceJobEndpoint,
  deleteJobEndpoint,
  listHistoryEndpoint,
  ...contactsEndpoints,
  ...interviewsEndpoints,
  bulkJobsEndpoint,
  captureJobEndpoint,
  ...csvEndpoints,
  jobStatisticsEndpoint,
  ...duplicatesEndpoints,
  ...reminderEndpoints,
  ...notificationEndpoints,
  calendarEndpoint,
];
