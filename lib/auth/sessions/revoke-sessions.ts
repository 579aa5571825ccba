import { asService, onCommit, type Transaction } from '@/lib/db';
import { forgetSecrets } from '../edge-secrets';
import { tellRevokedSessions } from '../edge-state';

/** Which sessions of a person: all, one, or all but the one that asks. Extensions are among them. */
export type WhichSessions = 'all' | { only: string } | { except: string };

/**
 * Ends sessions of a person, for good and at once: handlers refuse their tokens from the commit on, Supabase has nothing
 * left to refresh, and the edge is told.
 * @returns how many were going on that had been seen here
 */
export function revokeSessions(userId: string, which: WhichSessions): Promise<number> {
  return asService('auth.revoke-sessions', (tx) => revokeSessionsIn(tx, userId, which));
}

/** {@link revokeSessions} in a service transaction that does more: it ends them when that commits, and not otherwise. */
export async function revokeSessionsIn(
  tx: Transaction,
  userId: string,
  which: WhichSessions,
): Promise<number> {
  const only = which !== 'all' && 'only' in which ? which.only : null;
  const except = which !== 'all' && 'except' in which ? which.except : null;
  // Supabase's first: a session that is seen for the first time meanwhile waits for this, or this for it, and is then
  // among those below. The other way round it would be in neither.
  await tx.$queryRaw`select app.end_auth_sessions(${userId}::uuid, ${only}::uuid, ${except}::uuid)`;
  const ended = await tx.$queryRaw<{ id: string; secret: string | null }[]>`
    update app.user_sessions set revoked_at = now()
    where user_id = ${userId}::uuid and revoked_at is null
      and (${only}::uuid is null or id = ${only}::uuid) and (${except}::uuid is null or id <> ${except}::uuid)
    returning id::text as id, encode(token_hash, 'hex') as secret`;
  // One that was never seen here has no row, and its token is about all the same.
  const ids = new Set([...ended.map(({ id }) => id), ...(only === null ? [] : [only])]);
  onCommit(tx, async () => {
    await tellRevokedSessions([...ids]);
    await forgetSecrets(ended.flatMap(({ secret }) => secret ?? []));
  });
  return ended.length;
}
