import { methodsNotAllowed, serve } from '@/lib/auth';
import { createInterview, listInterviews } from '@/lib/jobs/interviews';
import { createInterviewEndpoint, listInterviewsEndpoint } from '@/lib/jobs/interviews/endpoints';

export const GET = serve(listInterviewsEndpoint, async ({ principal, params }) => ({
  interviews: await listInterviews(principal, params.id),
}));

export const POST = serve(createInterviewEndpoint, ({ principal, params, body, idempotencyKey }) =>
  createInterview(principal, params.id, body, idempotencyKey),
);

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
