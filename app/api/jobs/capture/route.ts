import { methodsNotAllowed, serve } from '@/lib/auth';
import { captureFromUrl } from '@/lib/jobs';
import { captureJobEndpoint } from '@/lib/jobs/endpoints';

export const POST = serve(captureJobEndpoint, ({ principal, body }) => captureFromUrl(principal, body));

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
