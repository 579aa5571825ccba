export { type AuditAction, auditActions } from './audit-actions';
export {
  type AuditActor,
  type AuditEntry,
  type AuditTarget,
  type AuditVia,
  NO_ORGANIZATION,
} from './audit-event';
export { recordAudit } from './record-audit';
