import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';

/**
 * Lets pass who may put their own reminders in order: every member of the organization, also who has become a viewer since
 * they were made; while the organization is not read-only for want of payment.
 * @throws ProblemError 402 `payment_required`, 403 for who is no member
 */
export async function requireKeeper(tx: Transaction): Promise<void> {
  const [answer] = await tx.$queryRaw<{ member: boolean; owes: boolean }[]>`
    select app.is_current_member() as member, app.is_read_only(app.current_organization_id()) as owes`;
  if (!answer?.member) throw problems.forbidden();
  if (answer.owes) throw problems.paymentRequired();
}
