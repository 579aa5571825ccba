import type { AuditActor } from '@/lib/audit';
import type { Principal } from './principal';

/** Whoever does something, as far as the audit log names them. */
export type Actor = Pick<Principal, 'userId' | 'email' | 'via' | 'impersonation'>;

/** Who acts, as the audit log names them: an admin who acts as somebody is told beside whom they act as. */
export function actorOf({ userId, email, via, impersonation }: Actor): AuditActor {
  if (impersonation)
    return {
      id: impersonation.actorId,
      email: impersonation.actorEmail,
      via: 'impersonation',
      impersonation: { id: impersonation.id, userId },
    };
  return { id: userId, email, via };
}
