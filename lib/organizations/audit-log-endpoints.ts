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

const tag = 'organizations';
const own = { organization: true } as const;

export const getAuditLogEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/audit-log',
  operationId: 'getAuditLog',
  summary: 'Search what was done in the organization that you act for, newest first; for its owners',
  tag,
  auth: 'session',
  query: auditFilterSchema.omit(own).extend({ limit: limitSchema, cursor: cursorSchema }),
  success: { status: 200, description: 'One page.', output: auditPageSchema },
});

export const getAuditLogEventEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/audit-log/{id}',
  operationId: 'getAuditLogEvent',
  summary: 'Get one event of the organization’s audit log; for its owners',
  tag,
  auth: 'session',
  params: z.object({ id: z.uuid() }),
  success: { status: 200, description: 'The event.', output: foundAuditSchema },
});

export const exportOrganizationAuditLogEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/audit-log/export',
  operationId: 'exportOrganizationAuditLog',
  summary: 'Get what a search of the organization’s audit log finds as a file; for its owners',
  tag,
  auth: 'session',
  query: auditExportSchema.omit(own),
  success: {
    status: 200,
    description: `The newest ${AUDIT_EXPORT_MAX} at most. Where there are more, the last line and the name of the file say so.`,
    output: z.string(),
    contentTypes: Object.values(auditContentTypes),
  },
});

/** Every operation on an organization's own part of the audit log. */
export const organizationAuditLogEndpoints = [
  getAuditLogEndpoint,
  exportOrganizationAuditLogEndpoint,
  getAuditLogEventEndpoint,
] as const;
