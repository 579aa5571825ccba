import { asService } from '@/lib/db';

/** Rows deleted in one transaction. */
const BATCH = 1_000;

/**
 * Deletes the sessions that tell nobody anything any more: ended 30 days ago, or not seen for 90. One of those that comes
 * back is seen anew, if Supabase still has it. Interrupted, it goes on the next time.
 * @param ofUser of one person alone
 */
export async function forgetSessions(ofUser: string | null = null): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const count = await asService(
      'auth.forget-sessions',
      (tx) => tx.$executeRaw`
        delete from app.user_sessions where (user_id, id) in (
          select user_id, id from app.user_sessions
          where (${ofUser}::uuid is null or user_id = ${ofUser}::uuid)
            and (last_seen_at < now() - interval '90 days'
              or (last_seen_at < now() - interval '30 days' and revoked_at < now() - interval '30 days'))
          limit ${BATCH} for update skip locked)`,
    );
    forgotten += count;
    if (count < BATCH) return forgotten;
  }
}
