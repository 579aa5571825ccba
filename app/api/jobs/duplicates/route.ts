import { methodsNotAllowed, serve } from '@/lib/auth';
import { listDuplicates } from '@/lib/jobs/duplicates';
import { listDuplicatesEndpoint } from '@/lib/jobs/duplicates/endpoints';

export const GET = serve(listDuplicatesEndpoint, ({ principal }) => listDuplicates(principal));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
