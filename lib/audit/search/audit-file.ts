import { type CsvCell, toCsv } from '@/lib/http';
import { AUDIT_EXPORT_MAX, type AuditEvent, type AuditFormat, auditContentTypes } from '../schema';

/** Events as a file, and how it is to be answered. */
export type AuditFile = { body: string; contentType: string; fileName: string };

/**
 * Events as a file: a table for spreadsheets, or one JSON object in each line. Where there are more than it has, its last
 * line says so, and its name.
 */
export function auditFile(events: readonly AuditEvent[], format: AuditFormat, isCut: boolean): AuditFile {
  const name = `audit-log${isCut ? `-newest-${AUDIT_EXPORT_MAX}` : ''}`;
  return format === 'csv'
    ? { body: csv(events, isCut), contentType: auditContentTypes.csv, fileName: `${name}.csv` }
    : { body: jsonLines(events, isCut), contentType: auditContentTypes.jsonl, fileName: `${name}.jsonl` };
}

const cutNote = `Cut: these are the newest ${AUDIT_EXPORT_MAX} that were found. Ask for less at once to get the others.`;

function jsonLines(events: readonly AuditEvent[], isCut: boolean): string {
  const lines: unknown[] = isCut ? [...events, { cut: true, note: cutNote }] : [...events];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function csv(events: readonly AuditEvent[], isCut: boolean): string {
  const rows: CsvCell[][] = events.map((event) => columns.map(([, cell]) => cell(event)));
  return toCsv([columns.map(([name]) => name), ...rows, ...(isCut ? [[cutNote]] : [])]);
}

const columns: readonly (readonly [string, (event: AuditEvent) => CsvCell])[] = [
  ['occurred_at', ({ occurredAt }) => occurredAt],
  ['actor_email', ({ actor }) => actor?.email ?? null],
  ['actor_id', ({ actor }) => actor?.id ?? null],
  ['acting_as_email', ({ actingAs }) => actingAs?.email ?? null],
  ['acting_as_id', ({ actingAs }) => actingAs?.id ?? null],
  ['via', ({ via }) => via],
  ['action', ({ action }) => action],
  ['summary', ({ summary }) => summary],
  ['target_kind', ({ target }) => target.kind],
  ['target_label', ({ target }) => target.label],
  ['target_id', ({ target }) => target.id],
  ['organization_name', ({ organization }) => organization?.name ?? null],
  ['organization_id', ({ organization }) => organization?.id ?? null],
  ['user_email', ({ user }) => user?.email ?? null],
  ['user_id', ({ user }) => user?.id ?? null],
  ['before', ({ before }) => before && JSON.stringify(before)],
  ['after', ({ after }) => after && JSON.stringify(after)],
  ['reason', ({ reason }) => reason],
  ['ip', ({ ip }) => ip],
  ['user_agent', ({ userAgent }) => userAgent],
  ['request_id', ({ requestId }) => requestId],
  ['undoes', ({ undoes }) => undoes],
  ['id', ({ id }) => id],
];
