import { z } from 'zod';
import { type Db, inTransaction } from '../../database';
import { emailSchema, readJson } from '../body';
import type { AuthCall } from '../context';
import { applyEmailChange } from '../email-change';
import { finishFlow, newestFlow } from '../flow-state';
import { findByToken, hashToken, type TokenColumn } from '../one-time-tokens';
import { AuthProblem } from '../problem';
import { allowedRedirect } from '../redirects';
import { openSession } from '../sessions';
import { confirmEmail, isBanned, type UserRow, updateUser } from '../users';

const typeSchema = z.enum(['signup', 'email', 'invite', 'magiclink', 'recovery', 'email_change']);
type VerifyType = z.infer<typeof typeSchema>;

const bodySchema = z.union([
  z.object({ type: typeSchema, token_hash: z.string().min(1) }),
  z.object({ type: typeSchema, email: emailSchema, token: z.string().min(1) }),
]);

/** `POST /verify`: spends a one-time token (its hash from a link, or address and code) and opens a session. */
export async function verify(call: AuthCall): Promise<Response> {
  const { context, request } = call;
  const body = await readJson(request, bodySchema);
  const hash = 'token_hash' in body ? body.token_hash : hashToken(body.email, body.token);
  const answer = await inTransaction(context.pool, async (db) => {
    const user = await spend(db, hash, body.type);
    return user ? openSession(context, db, user, 'otp', request) : HALF_WAY;
  });
  return Response.json(answer);
}

/**
 * `GET /verify`: the same for a link that is opened at Supabase itself; sends the browser on to the app with a code
 * (PKCE) or with tokens in the fragment, or with the error.
 */
export async function verifyByLink(call: AuthCall): Promise<Response> {
  const { context, request, url } = call;
  const target = new URL(allowedRedirect(context, url.searchParams.get('redirect_to')));
  try {
    const type = typeSchema.parse(url.searchParams.get('type'));
    const hash = url.searchParams.get('token') ?? '';
    await inTransaction(context.pool, async (db) => {
      const user = await spend(db, hash, type);
      if (!user) {
        target.hash = new URLSearchParams({ message: HALF_WAY.msg }).toString();
        return;
      }
      const flow = hash.startsWith('pkce_') ? await newestFlow(db, user.id) : undefined;
      if (flow) target.searchParams.set('code', await finishFlow(db, flow, user.id));
      else {
        const { user: _user, ...tokens } = await openSession(context, db, user, 'otp', request);
        const fields = Object.entries({ ...tokens, type }).map(([name, value]) => [name, String(value)]);
        target.hash = new URLSearchParams(fields).toString();
      }
    });
  } catch (error) {
    const problem = error instanceof AuthProblem ? error : expired();
    const fields = { error: 'access_denied', error_code: problem.code, error_description: problem.message };
    for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
    target.hash = new URLSearchParams(fields).toString();
  }
  return new Response(null, { status: 303, headers: { location: target.toString() } });
}

/** Half of a secure change of address: the other mailbox has still to confirm. */
const HALF_WAY = {
  msg: 'Confirmation link accepted. Please proceed to confirm link sent to the other email',
  code: '200',
};

const COLUMNS: Record<VerifyType, TokenColumn[]> = {
  signup: ['confirmation_token'],
  invite: ['confirmation_token'],
  magiclink: ['recovery_token', 'confirmation_token'],
  recovery: ['recovery_token'],
  email: ['confirmation_token', 'recovery_token'],
  email_change: ['email_change_token_new', 'email_change_token_current'],
};

// Undefined when a change of address needs its second confirmation first.
async function spend(db: Db, hash: string, type: VerifyType): Promise<UserRow | undefined> {
  const found = await findByToken(db, hash, COLUMNS[type]);
  if (!found) throw expired();
  const { user, column } = found;
  if (isBanned(user)) throw new AuthProblem(403, 'user_banned', 'User is banned');
  if (column === 'email_change_token_new' || column === 'email_change_token_current') {
    return applyEmailChange(db, user, column);
  }
  const spent = await updateUser(db, user.id, { [column]: null });
  // Whoever reads this mailbox has proved the address, whatever the mail was for.
  return spent.email_confirmed_at ? spent : confirmEmail(db, spent);
}

function expired(): AuthProblem {
  return new AuthProblem(403, 'otp_expired', 'Token has expired or is invalid');
}
