import type { Db } from '../database';
import type { AuthCall, AuthContext } from './context';
import { AuthProblem } from './problem';
import type { SessionRow } from './sessions';
import { findUserById, isBanned, type UserRow } from './users';

/**
 * Which key the request carries, in the header or (for addresses that a browser opens) in the query.
 * @throws AuthProblem 401 without a key that is known
 */
export function requireApiKey(call: AuthCall): 'publishable' | 'secret' {
  const key = call.request.headers.get('apikey') ?? call.url.searchParams.get('apikey');
  if (!key) throw new AuthProblem(401, 'no_authorization', 'No API key found in request');
  if (key === call.context.options.secretKey) return 'secret';
  if (key === call.context.options.publishableKey) return 'publishable';
  throw new AuthProblem(401, 'no_authorization', 'Invalid API key');
}

/** @throws AuthProblem 403 unless the request carries the secret key */
export function requireAdmin(call: AuthCall): void {
  if (requireApiKey(call) !== 'secret') throw new AuthProblem(403, 'not_admin', 'User not allowed');
}

/**
 * The user and session behind the bearer token.
 * @throws AuthProblem 401 without a token, 403 for one that is not valid (any more) and for a banned user
 */
export async function requireUser(call: AuthCall, db: Db): Promise<{ user: UserRow; session: SessionRow }> {
  const token = bearer(call.request);
  if (!token) throw new AuthProblem(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  const { sub, session_id: sessionId } = await verified(call.context, token);
  const user = await findUserById(db, String(sub));
  if (!user) throw new AuthProblem(403, 'user_not_found', 'User from sub claim in JWT does not exist');
  const { rows } = await db.query<SessionRow>(
    'select id, user_id, aal from auth.sessions where id::text = $1 and user_id = $2',
    [String(sessionId), user.id],
  );
  const [session] = rows;
  if (!session) {
    throw new AuthProblem(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  }
  if (isBanned(user)) throw new AuthProblem(403, 'user_banned', 'User is banned');
  return { user, session };
}

// Clients without a session send their API key as bearer; that names nobody.
function bearer(request: Request): string | undefined {
  const match = /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '');
  return match?.[1]?.startsWith('sb_') ? undefined : match?.[1];
}

async function verified(context: AuthContext, token: string) {
  try {
    return await context.keys.verify(token);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw new AuthProblem(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${reason}`);
  }
}
