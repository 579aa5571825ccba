import { Prisma } from '@/lib/db';
import { flagInForce } from '@/lib/flags';

/** Whether an organization has reminders at this moment, as an expression over its id. While plans are not enforced, all have. */
export function hasReminders(organizationId: Prisma.Sql): Prisma.Sql {
  const enforced = flagInForce('FF_BILLING_ENFORCEMENT_ENABLED');
  return Prisma.sql`(not ${enforced} or app.plan_has_feature(${organizationId}, 'reminders'))`;
}

/** Whether somebody is there to be told, as an expression over a row of `users`: not suspended, deleted or about to be. */
export const isThere = Prisma.sql`(u.status = 'active' and u.deletion_due_at is null)`;
