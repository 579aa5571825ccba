export * from './account';
export { asAdmin, type Change, type Deed, REASON_MAX } from './as-admin';
export { exportPlatformAuditLog, platformAuditEvent, platformAuditLog } from './audit-log/audit-log';
export * from './billing';
export { actAs } from './impersonation/act-as';
export { type EndedActing, endedActing } from './impersonation/ended-acting';
export { raiseActing } from './impersonation/raise-acting';
export { stopActing } from './impersonation/stop-acting';
export { setPlatformRole } from './set-platform-role';
export {
  type FigureSeries,
  type PeriodDays,
  periods,
  type RollUp,
  readStatistics,
  rollUp,
  type Statistics,
  statisticsTasks,
} from './statistics';
export { bulkTasks } from './users/bulk';
