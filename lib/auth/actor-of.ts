import type { AuditActor } from '@/lib/audit';
import type { Principal } from './principal';

/** Who acts, as the audit log names them: an admin who acts as somebody is told beside whom they act as. */
export function actorOf(principal: Principal): AuditActor {
  const { userId, email, via, impersonation } = principal;
  if (impersonation)
    return {
      id: impersonation.actorId,
      email: impersonation.actorEmail,
      via: 'impersonation',
      impersonation: { id: impersonation.id, userId },
    };
  return { id: userId, email, via };
}
