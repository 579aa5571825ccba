import type { AuditActor } from '@/lib/audit';
import type { Principal } from '@/lib/auth';
import { stopRenewal } from '@/lib/billing';
import type { OwnOrganization } from './organizations-of-leaver';

/**
 * Lets what is paid for by the organizations that go with a person end with the periods that are paid for. What others go
 * on with is left alone. Errors as of `stopRenewal`.
 * @param actor who really does it, where that is not the principal
 */
export async function stopRenewals(
  principal: Principal,
  organizations: readonly Pick<OwnOrganization, 'id' | 'name' | 'fate'>[],
  actor?: AuditActor,
): Promise<void> {
  for (const { id, name, fate } of organizations) {
    if (fate !== 'deleted') continue;
    const owner = { ...principal, organizationId: id, organizationName: name, role: 'owner' } as const;
    await stopRenewal(owner, actor);
  }
}
