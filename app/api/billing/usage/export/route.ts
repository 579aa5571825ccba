import { methodsNotAllowed, serve } from '@/lib/auth';
import { usageCsv } from '@/lib/usage';
import { exportUsageEndpoint } from '@/lib/usage/endpoints';

export const GET = serve(exportUsageEndpoint, ({ principal, query }) => usageCsv(principal, query));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
