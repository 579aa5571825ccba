import { methodsNotAllowed, serve } from '@/lib/auth';
import { readImport } from '@/lib/jobs';
import { getImportEndpoint } from '@/lib/jobs/csv/endpoints';

export const GET = serve(getImportEndpoint, ({ principal, params }) => readImport(principal, params.id));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
