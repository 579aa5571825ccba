import { asService } from '@/lib/db';
import type { AuditAction } from './audit-actions';
import type { AuditEntry } from './audit-event';
import { recordAudit } from './record-audit';
import type { AuditEvent, AuditFilter } from './schema';
import { searchAudit } from './search/search-audit';

/** What was recorded, oldest first: of an organization, or whatever else is asked. */
export async function recorded(filter: AuditFilter): Promise<AuditEvent[]> {
  const { events } = await asService('test.audit', (tx) => searchAudit(tx, filter, { limit: 100 }));
  return events.toReversed();
}

/** The actions among {@link recorded}, in their order. */
export async function recordedActions(filter: AuditFilter): Promise<string[]> {
  return (await recorded(filter)).map(({ action }) => action);
}

/** Records something by itself. @returns the id of the event */
export function record(entry: Omit<AuditEntry, 'target' | 'action'> & Partial<AuditEntry>): Promise<string> {
  const action: AuditAction = 'organization.renamed';
  return asService('test.record', (tx) =>
    recordAudit(tx, { action, target: { kind: 'organization', id: crypto.randomUUID() }, ...entry }),
  );
}
