import { type Db, inTransaction } from '../database';
import type { AuthContext } from './context';
import { AuthProblem } from './problem';
import { addRefreshToken, type SessionJson, type SessionRow, sessionJson } from './sessions';
import { findUserById, isBanned, type UserRow } from './users';

/**
 * Exchanges a refresh token for a new pair. Each token works once; the one before the current may be sent again (a
 * client that lost the answer), any other spent one, once its grace is over, ends the whole family: two parties hold it.
 * @throws AuthProblem 400
 */
export async function refreshSession(context: AuthContext, token: string): Promise<SessionJson> {
  const result = await inTransaction(context.pool, (db) => exchange(context, db, token));
  // Thrown out here: throwing inside would undo the revocation.
  if (result === 'reused') {
    throw new AuthProblem(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
  }
  return result;
}

type TokenRow = {
  token: string;
  session_id: string;
  revoked: boolean;
  parent: string | null;
  updated_at: Date;
};

async function exchange(context: AuthContext, db: Db, token: string): Promise<SessionJson | 'reused'> {
  const { session, user } = await lockOwner(db, token);
  const spent = await findToken(db, 'token = $1', token);
  if (!spent) throw unknownToken();
  if (isBanned(user)) throw new AuthProblem(400, 'user_banned', 'Invalid Refresh Token: User Banned');
  if (spent.revoked) {
    const active = await findToken(db, 'session_id = $1 and not revoked', session.id);
    if (active?.parent === token) return sessionJson(context, db, user, session, active.token);
    const graceMs = (context.options.refreshReuseSeconds ?? 10) * 1000;
    if (spent.updated_at.getTime() + graceMs < Date.now()) {
      await revokeFamily(db, session);
      return 'reused';
    }
  }
  await db.query(
    'update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = $1 and not revoked',
    [session.id],
  );
  await db.query('update auth.sessions set refreshed_at = now(), updated_at = now() where id = $1', [
    session.id,
  ]);
  return sessionJson(context, db, user, session, await addRefreshToken(db, session, token));
}

// The session's row is the lock: of two requests with one token the second sees what the first did.
async function lockOwner(db: Db, token: string): Promise<{ session: SessionRow; user: UserRow }> {
  const { rows } = await db.query<SessionRow>(
    `select s.id, s.user_id, s.aal from auth.sessions s
     where s.id = (select session_id from auth.refresh_tokens where token = $1) for update`,
    [token],
  );
  const [session] = rows;
  const user = session && (await findUserById(db, session.user_id));
  if (!session || !user) throw unknownToken();
  return { session, user };
}

async function findToken(db: Db, where: string, value: string): Promise<TokenRow | undefined> {
  const { rows } = await db.query<TokenRow>(
    `select token, session_id, revoked, parent, updated_at from auth.refresh_tokens where ${where}
     order by created_at desc limit 1`,
    [value],
  );
  return rows[0];
}

// The early date leaves none of them any grace.
async function revokeFamily(db: Db, session: SessionRow): Promise<void> {
  await db.query(
    'update auth.refresh_tokens set revoked = true, updated_at = to_timestamp(0) where session_id = $1',
    [session.id],
  );
}

function unknownToken(): AuthProblem {
  return new AuthProblem(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
}
