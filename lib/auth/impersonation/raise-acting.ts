import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { writeAccountNotice } from '../account-notices';
import type { Admin } from '../require-admin';
import { type Impersonation, type ImpersonationRow, impersonationOf } from './impersonation';
import { lockActing } from './lock-acting';

/**
 * Lets an admin change things as whom their session acts as, until it ends. The person is told by mail. Doing it again
 * changes nothing. Precondition as of `startActingIn`.
 * @returns what it is now, and whether that is new
 * @throws ProblemError 409 where the session acts as nobody, or not any more
 */
export async function raiseActingIn(
  tx: Transaction,
  admin: Admin,
): Promise<{ impersonation: Impersonation; isNew: boolean }> {
  await lockActing(tx, admin);
  const [row] = await tx.$queryRaw<ImpersonationRow[]>`
    select id::text as id, user_id::text as "userId", started_at as "startedAt", expires_at as "endsAt",
      writes_since is not null as "mayWrite"
    from app.impersonations
    where actor_id = ${admin.userId}::uuid and actor_session_id = ${admin.sessionId}::uuid
      and ended_at is null and expires_at > now()`;
  if (!row) throw problems.conflict('You are not acting as anybody.');
  const impersonation = { ...impersonationOf(row), mayWrite: true };
  if (row.mayWrite) return { impersonation, isNew: false };
  const { id, userId } = row;
  await tx.$executeRaw`
    update app.impersonations set writes_since = now() where user_id = ${userId}::uuid and id = ${id}::uuid`;
  await writeAccountNotice(tx, userId, { kind: 'support_changes', facts: { until: impersonation.endsAt } });
  return { impersonation, isNew: true };
}
