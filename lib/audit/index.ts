export { type AuditAction, auditActions } from './audit-actions';
export {
  type AuditActor,
  type AuditEntry,
  type AuditTarget,
  type AuditVia,
  NO_ORGANIZATION,
  theSystem,
} from './audit-event';
export { recordAudit } from './record-audit';
export { type AuditFile, auditFile } from './search/audit-file';
export { nameAudit } from './search/name-audit';
export { type AuditPage, type AuditPageAsked, findAudit, searchAudit } from './search/search-audit';
