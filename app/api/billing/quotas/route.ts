import { methodsNotAllowed, serve } from '@/lib/auth';
import { limitsOf } from '@/lib/usage';
import { getQuotasEndpoint } from '@/lib/usage/endpoints';

export const GET = serve(getQuotasEndpoint, ({ principal }) => limitsOf(principal));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
