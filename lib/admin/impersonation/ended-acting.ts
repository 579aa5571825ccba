import type { Admin } from '@/lib/auth';
import { asService } from '@/lib/db';
import { problems } from '@/lib/http';

/** How an admin's acting as somebody came to its end: its half hour was over, it was stopped, or the account changed. */
export type EndedActing = { userId: string; email: string; because: 'time' | 'stopped' | 'account' };

/**
 * How the last acting of this session as this person has ended.
 * @throws ProblemError 404 where there was none
 */
export async function endedActing(admin: Admin, userId: string): Promise<EndedActing> {
  const [row] = await asService(
    'admin.ended-acting',
    (tx) => tx.$queryRaw<EndedActing[]>`
      select i.user_id::text as "userId", u.email,
        case when i.ended_at is not null then 'stopped' when i.expires_at <= now() then 'time' else 'account' end as because
      from app.impersonations i join app.users u on u.id = i.user_id
      where i.user_id = ${userId}::uuid and i.actor_id = ${admin.userId}::uuid
        and i.actor_session_id = ${admin.sessionId}::uuid
      order by i.id desc limit 1`,
  );
  if (!row) throw problems.notFound();
  return row;
}
