import { type AuditAction, type AuditActor, type AuditEntry, recordAudit } from '@/lib/audit';
import type { Transaction } from '@/lib/db';

/** A key as the audit log names it, and what changed about it. */
type KeyChange = { id: string; name: string } & Pick<AuditEntry, 'before' | 'after'>;

/** Records what is done to an API key of an organization. Precondition: as of `recordAudit`. */
export async function recordKey(
  tx: Transaction,
  organizationId: string,
  actor: AuditActor,
  action: Extract<AuditAction, `api_key.${string}`>,
  { id, name, before, after }: KeyChange,
): Promise<void> {
  const target = { kind: 'api_key', id, label: name };
  await recordAudit(tx, { actor, action, target, organizationId, before, after });
}
