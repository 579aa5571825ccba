import { type AuditAction, type AuditEntry, recordAudit } from '@/lib/audit';
import { type Actor, actorOf } from '@/lib/auth';
import type { Transaction } from '@/lib/db';

/** What happened to whose membership. */
type MemberEvent = Pick<AuditEntry, 'before' | 'after'> & {
  action: Extract<AuditAction, `member.${string}` | 'organization.ownership_transferred'>;
  organizationId: string;
  userId: string;
};

/** Records a change of who belongs to an organization, and as what. Precondition: as of `recordAudit`. */
export async function recordMember(
  tx: Transaction,
  actor: Actor,
  { userId, ...event }: MemberEvent,
): Promise<void> {
  await recordAudit(tx, { ...event, actor: actorOf(actor), target: { kind: 'user', id: userId }, userId });
}
