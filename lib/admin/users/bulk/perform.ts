import type { Admin } from '@/lib/auth';
import { activateAccount, suspendAccount } from '../../account';
import { grantPlan } from '../../billing';
import type { BulkAction } from './bulk-order';

/**
 * Does to one person what was ordered for many, by the same function as for one, with an event of its own. Done twice it
 * changes nothing the second time. Errors as of those.
 */
export async function perform(
  admin: Admin,
  action: BulkAction,
  userId: string,
  reason: string,
): Promise<void> {
  if (action.kind === 'suspend') await suspendAccount(admin, userId, reason);
  else if (action.kind === 'activate') await activateAccount(admin, userId, reason);
  else {
    const endsAt = action.endsAt === null ? null : new Date(action.endsAt);
    // A personal organization has its person's id.
    await grantPlan(admin, userId, { planId: action.planId, endsAt }, reason);
  }
}
