import type { Principal } from '@/lib/auth';
import { stopRenewal } from '@/lib/billing';
import type { OwnOrganization } from './organizations-of-leaver';

/**
 * Lets what is paid for by the organizations that go with a person end with the periods that are paid for. What others go
 * on with is left alone. Errors as of `stopRenewal`.
 */
export async function stopRenewals(
  principal: Principal,
  organizations: readonly Pick<OwnOrganization, 'id' | 'name' | 'fate'>[],
): Promise<void> {
  for (const { id, name, fate } of organizations) {
    if (fate !== 'deleted') continue;
    await stopRenewal({ ...principal, organizationId: id, organizationName: name, role: 'owner' });
  }
}
