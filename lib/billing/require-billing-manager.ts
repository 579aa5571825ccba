import type { Principal } from '@/lib/auth';
import { problems } from '@/lib/http';
import { mayDo } from '@/lib/organizations';

/** Whether a member may spend the organization's money: owners and admins. */
export function canManageBilling({ role }: Pick<Principal, 'role'>): boolean {
  return mayDo(role, 'manage_billing');
}

/** @throws ProblemError 403 for everybody but owners and admins */
export function requireBillingManager(principal: Pick<Principal, 'role'>): void {
  if (!canManageBilling(principal)) {
    throw problems.forbidden('Only owners and admins of this organization can change its plan and billing.');
  }
}
