import { platformAuditLog } from '@/lib/admin';
import { searchAuditLogEndpoint } from '@/lib/admin/audit-log/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(searchAuditLogEndpoint, ({ admin, query: { limit, cursor, ...filter } }) =>
  platformAuditLog(admin, filter, { limit, cursor }),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
