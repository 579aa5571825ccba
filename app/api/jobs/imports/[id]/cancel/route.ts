import { methodsNotAllowed, serve } from '@/lib/auth';
import { cancelImport } from '@/lib/jobs';
import { cancelImportEndpoint } from '@/lib/jobs/csv/endpoints';

export const POST = serve(cancelImportEndpoint, ({ principal, params }) =>
  cancelImport(principal, params.id),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
