import { z } from 'zod';
import { inTransaction } from '../../database';
import { emailSchema, readJson } from '../body';
import type { AuthCall } from '../context';
import { redeemCode } from '../flow-state';
import { passwordMatches } from '../passwords';
import { AuthProblem } from '../problem';
import { refreshSession } from '../refresh';
import { type AuthenticationMethod, openSession } from '../sessions';
import { findUserByEmail, findUserById, isBanned } from '../users';

/** `POST /token`: password, refresh token or PKCE code for a pair of tokens. */
export async function token(call: AuthCall): Promise<Response> {
  const grant = call.url.searchParams.get('grant_type');
  if (grant === 'password') return Response.json(await byPassword(call));
  if (grant === 'refresh_token') {
    const body = await readJson(call.request, refreshSchema);
    return Response.json(await refreshSession(call.context, body.refresh_token));
  }
  if (grant === 'pkce') return Response.json(await byCode(call));
  throw new AuthProblem(400, 'invalid_credentials', 'unsupported_grant_type');
}

const passwordSchema = z.object({ email: emailSchema, password: z.string() });
const refreshSchema = z.object({ refresh_token: z.string().min(1, 'refresh_token required') });
const codeSchema = z.object({ auth_code: z.string().min(1), code_verifier: z.string().min(1) });

async function byPassword({ request, context }: AuthCall) {
  const body = await readJson(request, passwordSchema);
  return inTransaction(context.pool, async (db) => {
    const user = await findUserByEmail(db, body.email);
    const matches = await passwordMatches(db, body.password, user?.encrypted_password ?? null);
    // Before the password counts, as hosted: whoever shows this answer tells a stranger of the ban.
    if (user?.encrypted_password && isBanned(user)) {
      throw new AuthProblem(400, 'user_banned', 'User is banned');
    }
    if (!user || !matches) throw new AuthProblem(400, 'invalid_credentials', 'Invalid login credentials');
    if (!user.email_confirmed_at) throw new AuthProblem(400, 'email_not_confirmed', 'Email not confirmed');
    return openSession(context, db, user, 'password', request);
  });
}

async function byCode({ request, context }: AuthCall) {
  const body = await readJson(request, codeSchema);
  return inTransaction(context.pool, async (db) => {
    const flow = await redeemCode(db, body.auth_code, body.code_verifier);
    const user = await findUserById(db, flow.user_id);
    if (!user) throw new AuthProblem(404, 'user_not_found', 'User not found');
    if (isBanned(user)) throw new AuthProblem(400, 'user_banned', 'User is banned');
    const method: AuthenticationMethod = flow.authentication_method === 'oauth' ? 'oauth' : 'otp';
    return openSession(context, db, user, method, request);
  });
}
