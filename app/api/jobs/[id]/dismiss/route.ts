import { methodsNotAllowed, serve } from '@/lib/auth';
import { dismissDuplicate } from '@/lib/jobs/duplicates';
import { dismissDuplicateEndpoint } from '@/lib/jobs/duplicates/endpoints';

export const POST = serve(dismissDuplicateEndpoint, ({ principal, params, body }) =>
  dismissDuplicate(principal, params.id, body.otherId),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
