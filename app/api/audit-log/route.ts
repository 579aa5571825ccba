import { methodsNotAllowed, serve } from '@/lib/auth';
import { organizationAuditLog } from '@/lib/organizations';
import { getAuditLogEndpoint } from '@/lib/organizations/audit-log-endpoints';

export const GET = serve(getAuditLogEndpoint, ({ principal, query: { limit, cursor, ...filter } }) =>
  organizationAuditLog(principal, filter, { limit, cursor }),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
