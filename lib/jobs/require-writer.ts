import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';

/**
 * Lets pass who may change the organization's jobs: every member but a viewer, as the database says now, while the
 * organization is not read-only for want of payment.
 * @throws ProblemError 402 `payment_required` for who could write if the organization had paid, 403 for others
 */
export async function requireWriter(tx: Transaction): Promise<void> {
  const [answer] = await tx.$queryRaw<{ may: boolean; role: string | null; owes: boolean }[]>`
    select app.can_current_member_write() as may, app.current_member_role()::text as role,
           app.is_read_only(app.current_organization_id()) as owes`;
  if (answer?.may) return;
  if (answer?.owes && answer.role !== null && answer.role !== 'viewer') throw problems.paymentRequired();
  throw problems.forbidden('You may look at these jobs but not change them.');
}
