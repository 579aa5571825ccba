import { platformAuditEvent } from '@/lib/admin';
import { getAuditEventEndpoint } from '@/lib/admin/audit-log/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(getAuditEventEndpoint, ({ admin, params }) => platformAuditEvent(admin, params.id));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
