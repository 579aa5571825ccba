import { methodsNotAllowed, serve } from '@/lib/auth';
import { deleteInterview, getInterview, replaceInterview, updateInterview } from '@/lib/jobs/interviews';
import {
  deleteInterviewEndpoint,
  getInterviewEndpoint,
  replaceInterviewEndpoint,
  updateInterviewEndpoint,
} from '@/lib/jobs/interviews/endpoints';

export const GET = serve(getInterviewEndpoint, ({ principal, params }) =>
  getInterview(principal, params.id, params.interviewId),
);

export const PATCH = serve(updateInterviewEndpoint, ({ principal, params, body }) =>
  updateInterview(principal, params.id, params.interviewId, body),
);

export const PUT = serve(replaceInterviewEndpoint, ({ principal, params, body }) =>
  replaceInterview(principal, params.id, params.interviewId, body),
);

export const DELETE = serve(deleteInterviewEndpoint, ({ principal, params }) =>
  deleteInterview(principal, params.id, params.interviewId),
);

export const { POST } = methodsNotAllowed('GET', 'PATCH', 'PUT', 'DELETE');
