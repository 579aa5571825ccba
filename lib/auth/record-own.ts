import { type AuditAction, type AuditEntry, recordAudit } from '@/lib/audit';
import type { Transaction } from '@/lib/db';

/** What there is to say besides who did what. `actor` where it is not the person, in a browser. */
type More = Partial<Pick<AuditEntry, 'actor' | 'target' | 'before' | 'after'>>;

/**
 * Records what a person did about their own account. It belongs to their personal organization: a team that they are in
 * has nothing to do with how they sign in.
 * Precondition: as of `recordAudit`.
 */
export async function recordOwn(
  tx: Transaction,
  userId: string,
  action: AuditAction,
  more: More = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: { id: userId, via: 'session' },
    target: { kind: 'user', id: userId },
    ...more,
    action,
    organizationId: userId,
    userId,
  });
}
