import {
  type AuditFile,
  type AuditPage,
  type AuditPageAsked,
  auditFile,
  findAudit,
  nameAudit,
  recordAudit,
  searchAudit,
} from '@/lib/audit';
import { AUDIT_EXPORT_MAX, type AuditFilter, type AuditFormat, type FoundAudit } from '@/lib/audit/schema';
import { type Admin, requireAdminIn } from '@/lib/auth';
import { asService } from '@/lib/db';

/**
 * The events of the whole platform that a filter finds, newest first.
 * @throws ProblemError 404 for who is no admin any more, 422 for a foreign cursor
 */
export function platformAuditLog(
  admin: Admin,
  filter: AuditFilter,
  asked: AuditPageAsked,
): Promise<AuditPage> {
  return asService('admin.audit-log', async (tx) => {
    await requireAdminIn(tx, admin);
    const { events, nextCursor } = await searchAudit(tx, filter, asked);
    return { events: await nameAudit(tx, events), nextCursor };
  });
}

/** One event of the platform. @throws ProblemError 404 when it is not there, and for who is no admin any more */
export function platformAuditEvent(admin: Admin, id: string): Promise<FoundAudit> {
  return asService('admin.audit-event', async (tx) => {
    await requireAdminIn(tx, admin);
    const { event, undoneBy } = await findAudit(tx, id, null);
    const [named = event] = await nameAudit(tx, [event]);
    return { event: named, undoneBy };
  });
}

/**
 * What {@link platformAuditLog} finds as a file, at most {@link AUDIT_EXPORT_MAX} events. That it was taken along is recorded
 * with what was asked.
 * @throws ProblemError 404 for who is no admin any more
 */
export function exportPlatformAuditLog(
  admin: Admin,
  filter: AuditFilter,
  format: AuditFormat,
): Promise<AuditFile> {
  return asService('admin.audit-log-export', async (tx) => {
    const { userId, email } = await requireAdminIn(tx, admin);
    const { events, nextCursor } = await searchAudit(tx, filter, { limit: AUDIT_EXPORT_MAX });
    await recordAudit(tx, {
      actor: { id: userId, email, via: 'console' },
      action: 'audit_log.exported',
      target: { kind: 'audit_log' },
      after: { ...filter, format, events: events.length },
    });
    return auditFile(await nameAudit(tx, events), format, nextCursor !== null);
  });
}
