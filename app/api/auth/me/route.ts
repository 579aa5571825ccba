import { methodsNotAllowed, serve } from '@/lib/auth';
import { meEndpoint } from '@/lib/auth/endpoints';
import { describeMe } from '@/lib/organizations';

export const GET = serve(meEndpoint, ({ principal }) => describeMe(principal));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
