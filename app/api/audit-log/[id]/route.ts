import { methodsNotAllowed, serve } from '@/lib/auth';
import { organizationAuditEvent } from '@/lib/organizations';
import { getAuditLogEventEndpoint } from '@/lib/organizations/audit-log-endpoints';

export const GET = serve(getAuditLogEventEndpoint, ({ principal, params }) =>
  organizationAuditEvent(principal, params.id),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
