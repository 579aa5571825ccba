import { methodsNotAllowed, serve } from '@/lib/auth';
import { importProblemsCsv } from '@/lib/jobs';
import { importProblemsEndpoint } from '@/lib/jobs/csv/endpoints';

export const GET = serve(importProblemsEndpoint, ({ principal, params }) =>
  importProblemsCsv(principal, params.id),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
