import { type AuditAction, recordAudit } from '@/lib/audit';
import { type Actor, actorOf } from '@/lib/auth';
import type { MembershipRole, Transaction } from '@/lib/db';

/** An invitation as the audit log names it: by the address that it went to. */
type Told = { organizationId: string; id: string; email: string; role: MembershipRole };

/** Records what is done about an invitation. Precondition: as of `recordAudit`. */
export async function recordInvitation(
  tx: Transaction,
  actor: Actor,
  action: Extract<AuditAction, `invitation.${string}` | 'member.invited'>,
  { organizationId, id, email, role }: Told,
): Promise<void> {
  await recordAudit(tx, {
    actor: actorOf(actor),
    action,
    target: { kind: 'invitation', id, label: email },
    organizationId,
    // What is only made shows what it is; of the others the address is enough.
    after: action === 'member.invited' ? { email, role } : null,
  });
}
