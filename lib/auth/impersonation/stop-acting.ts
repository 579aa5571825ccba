import type { Transaction } from '@/lib/db';
import type { Admin } from '../require-admin';
import { type Impersonation, type ImpersonationRow, impersonationOf } from './impersonation';
import { lockActing } from './lock-acting';

/**
 * Ends whatever a session of an admin acts as; from the commit on its token is good for nothing. Precondition as of
 * `startActingIn`.
 * @returns what it was; null when it acted as nobody, or that was over
 */
export async function stopActingIn(tx: Transaction, admin: Admin): Promise<Impersonation | null> {
  await lockActing(tx, admin);
  const [row] = await tx.$queryRaw<ImpersonationRow[]>`
    update app.impersonations set ended_at = now()
    where actor_id = ${admin.userId}::uuid and actor_session_id = ${admin.sessionId}::uuid
      and ended_at is null and expires_at > now()
    returning id::text as id, user_id::text as "userId", started_at as "startedAt", expires_at as "endsAt",
      writes_since is not null as "mayWrite"`;
  return row ? impersonationOf(row) : null;
}
