import { methodsNotAllowed, serve } from '@/lib/auth';
import { ingestUsageEvents } from '@/lib/usage';
import { ingestUsageEventsEndpoint } from '@/lib/usage/endpoints';

export const POST = serve(ingestUsageEventsEndpoint, ({ principal, body }) =>
  ingestUsageEvents(principal, body),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
