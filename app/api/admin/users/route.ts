import { listUsers } from '@/lib/admin/users';
import { listUsersEndpoint } from '@/lib/admin/users/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(listUsersEndpoint, ({ admin, query }) => listUsers(admin, query));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
