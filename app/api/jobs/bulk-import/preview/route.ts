import { methodsNotAllowed, serve } from '@/lib/auth';
import { previewImport, rowsOf } from '@/lib/jobs';
import { previewImportEndpoint } from '@/lib/jobs/csv/endpoints';

export const POST = serve(previewImportEndpoint, async ({ principal, query, body }) =>
  previewImport(principal, rowsOf(body), query),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
