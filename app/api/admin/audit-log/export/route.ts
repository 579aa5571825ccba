import { exportPlatformAuditLog } from '@/lib/admin';
import { exportAuditLogEndpoint } from '@/lib/admin/audit-log/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';
import { fileResponse } from '@/lib/http';

export const GET = serve(exportAuditLogEndpoint, async ({ admin, query: { format, ...filter } }) =>
  fileResponse(await exportPlatformAuditLog(admin, filter, format)),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
