import { methodsNotAllowed, serve } from '@/lib/auth';
import { fileResponse } from '@/lib/http';
import { exportOrganizationAuditLog } from '@/lib/organizations';
import { exportOrganizationAuditLogEndpoint } from '@/lib/organizations/audit-log-endpoints';

export const GET = serve(
  exportOrganizationAuditLogEndpoint,
  async ({ principal, query: { format, ...filter } }) =>
    fileResponse(await exportOrganizationAuditLog(principal, filter, format)),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
