import type { Principal } from '@/lib/auth';
import { problems } from '@/lib/http';

/** Whether a member may spend the organization's money: owners and admins. */
export function canManageBilling({ role }: Pick<Principal, 'role'>): boolean {
  return role === 'owner' || role === 'admin';
}

/** @throws ProblemError 403 for everybody but owners and admins */
export function requireBillingManager(principal: Pick<Principal, 'role'>): void {
  if (!canManageBilling(principal)) {
    throw problems.forbidden('Only owners and admins of this organization can change its plan and billing.');
  }
}
