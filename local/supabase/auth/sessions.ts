import { randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '../database';
import { accessToken, accessTokenSeconds } from './access-token';
import type { AuthContext } from './context';
import type { FactorRow } from './factors';
import { type UserJson, userJson } from './user-json';
import { type UserRow, updateUser } from './users';

/** How someone proved who they are; the `amr` claim. */
export type AuthenticationMethod = 'password' | 'otp' | 'oauth';

/** What a sign-in or a refresh answers. Seconds; `expires_at` is UNIX time. */
export type SessionJson = {
  access_token: string;
  token_type: 'bearer';
  expires_in: number;
  expires_at: number;
  refresh_token: string;
  user: UserJson;
};

/** A row of `auth.sessions`, as far as it is used here. */
export type SessionRow = { id: string; user_id: string; aal: string | null };

/** Opens a session and answers with its first pair of tokens. */
export async function openSession(
  context: AuthContext,
  db: Db,
  user: UserRow,
  method: AuthenticationMethod,
  request: Request,
): Promise<SessionJson> {
  const session: SessionRow = { id: randomUUID(), user_id: user.id, aal: 'aal1' };
  await db.query('insert into auth.sessions (id, user_id, aal, user_agent) values ($1, $2, $3, $4)', [
    session.id,
    session.user_id,
    session.aal,
    request.headers.get('user-agent'),
  ]);
  await db.query('insert into auth.mfa_amr_claims (session_id, authentication_method) values ($1, $2)', [
    session.id,
    method,
  ]);
  const current = await updateUser(db, user.id, { last_sign_in_at: new Date() });
  return sessionJson(context, db, current, session, await addRefreshToken(db, session, null));
}

/**
 * Lifts a session to `aal2` and answers with tokens that say so. The user's sessions that have passed no factor end:
 * whoever knows the password alone is out.
 */
export async function passFactor(
  context: AuthContext,
  db: Db,
  user: UserRow,
  session: SessionRow,
  factor: FactorRow,
): Promise<SessionJson> {
  await db.query(
    `insert into auth.mfa_amr_claims (session_id, authentication_method) values ($1, $2)
     on conflict (session_id, authentication_method) do update set updated_at = now()`,
    [session.id, factor.factor_type],
  );
  await db.query(`update auth.sessions set aal = 'aal2', factor_id = $2, updated_at = now() where id = $1`, [
    session.id,
    factor.id,
  ]);
  await db.query(`delete from auth.sessions where user_id = $1 and aal is distinct from 'aal2'`, [user.id]);
  const { rows } = await db.query<{ token: string }>(
    'update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = $1 and not revoked returning token',
    [session.id],
  );
  const refreshToken = await addRefreshToken(db, session, rows[0]?.token ?? null);
  return sessionJson(context, db, user, { ...session, aal: 'aal2' }, refreshToken);
}

/** The answer that carries a pair of tokens. */
export async function sessionJson(
  context: AuthContext,
  db: Db,
  user: UserRow,
  session: SessionRow,
  refreshToken: string,
): Promise<SessionJson> {
  const { token, expiresAt } = await accessToken(context, db, user, session);
  return {
    access_token: token,
    token_type: 'bearer',
    expires_in: accessTokenSeconds(context),
    expires_at: expiresAt,
    refresh_token: refreshToken,
    user: await userJson(db, user),
  };
}

/** A new refresh token of a session; `parent` is the one it replaces. */
export async function addRefreshToken(db: Db, session: SessionRow, parent: string | null): Promise<string> {
  const token = randomBytes(18).toString('base64url');
  await db.query(
    'insert into auth.refresh_tokens (id, token, user_id, session_id, parent) values ($1, $2, $3, $4, $5)',
    [randomUUID(), token, session.user_id, session.id, parent],
  );
  return token;
}

/** Ends sessions of a user: all, one, or all but one. */
export async function endSessions(
  db: Db,
  userId: string,
  which: 'all' | { only: string } | { except: string },
): Promise<void> {
  if (which === 'all') await db.query('delete from auth.sessions where user_id = $1', [userId]);
  else if ('only' in which) {
    await db.query('delete from auth.sessions where user_id = $1 and id = $2', [userId, which.only]);
  } else await db.query('delete from auth.sessions where user_id = $1 and id <> $2', [userId, which.except]);
}
