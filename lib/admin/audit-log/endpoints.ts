import { z } from 'zod';
import {
  AUDIT_EXPORT_MAX,
  auditContentTypes,
  auditExportSchema,
  auditFilterSchema,
  auditPageSchema,
  foundAuditSchema,
} from '@/lib/audit/schema';
import { cursorSchema, defineEndpoint, limitSchema } from '@/lib/http';

const tag = 'admin';

export const searchAuditLogEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/audit-log',
  operationId: 'searchAuditLog',
  summary: 'Search what was done on the platform, newest first',
  tag,
  auth: 'admin',
  query: auditFilterSchema.extend({ limit: limitSchema, cursor: cursorSchema }),
  success: { status: 200, description: 'One page.', output: auditPageSchema },
});

export const getAuditEventEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/audit-log/{id}',
  operationId: 'getAuditEvent',
  summary: 'Get one event of the audit log',
  tag,
  auth: 'admin',
  params: z.object({ id: z.uuid() }),
  success: { status: 200, description: 'The event.', output: foundAuditSchema },
});

export const exportAuditLogEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/admin/audit-log/export',
  operationId: 'exportAuditLog',
  summary: 'Get what a search finds as a file',
  tag,
  auth: 'admin',
  query: auditExportSchema,
  success: {
    status: 200,
    description: `The newest ${AUDIT_EXPORT_MAX} at most. Where there are more, the last line and the name of the file say so.`,
    output: z.string(),
    contentTypes: Object.values(auditContentTypes),
  },
});

/** Every operation on the platform's audit log. */
export const auditLogEndpoints = [
  searchAuditLogEndpoint,
  exportAuditLogEndpoint,
  getAuditEventEndpoint,
] as const;
