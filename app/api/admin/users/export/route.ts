import { usersCsv } from '@/lib/admin/users';
import { exportUsersEndpoint } from '@/lib/admin/users/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(exportUsersEndpoint, ({ admin, query }) => usersCsv(admin, query));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
