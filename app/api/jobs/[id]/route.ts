import { methodsNotAllowed, serve } from '@/lib/auth';
import { deleteJob, getJob, replaceJob, updateJob } from '@/lib/jobs';
import {
  deleteJobEndpoint,
  getJobEndpoint,
  replaceJobEndpoint,
  updateJobEndpoint,
} from '@/lib/jobs/endpoints';

export const GET = serve(getJobEndpoint, ({ principal, params }) => getJob(principal, params.id));

export const PATCH = serve(updateJobEndpoint, ({ principal, params, body }) =>
  updateJob(principal, params.id, body),
);

export const PUT = serve(replaceJobEndpoint, ({ principal, params, body }) =>
  replaceJob(principal, params.id, body),
);

export const DELETE = serve(deleteJobEndpoint, ({ principal, params }) => deleteJob(principal, params.id));

export const { POST } = methodsNotAllowed('GET', 'PATCH', 'PUT', 'DELETE');
