import { z } from 'zod';
import { type Db, inTransaction } from '../../database';
import { emailSchema, metadataSchema, readJson } from '../body';
import { requireAdmin } from '../caller';
import type { AuthCall, AuthContext } from '../context';
import { beginEmailChange, bothMailboxesConfirm } from '../email-change';
import { issueToken } from '../issue-token';
import { sendMail } from '../mail';
import type { OneTimeToken } from '../one-time-tokens';
import { hashPassword } from '../passwords';
import { AuthProblem } from '../problem';
import { allowedRedirect } from '../redirects';
import { userJson } from '../user-json';
import { findUserByEmail, insertUser, type UserRow, updateUser } from '../users';

const inviteSchema = z.object({ email: emailSchema, data: metadataSchema.nullish() });

/** `POST /invite`: makes an unconfirmed user and mails the invitation. */
export async function invite(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const body = await readJson(call.request, inviteSchema);
  const { json, token } = await inTransaction(call.context.pool, async (db) => {
    const issued = await inviteUser(db, body.email, body.data ?? {});
    return { json: await userJson(db, issued.user), token: issued.token };
  });
  const redirectTo = call.url.searchParams.get('redirect_to');
  await sendMail(call.context, { kind: 'invite', to: body.email, token, redirectTo });
  return Response.json(json);
}

const linkSchema = z.object({
  type: z.enum(['signup', 'invite', 'magiclink', 'recovery', 'email_change_current', 'email_change_new']),
  email: emailSchema,
  new_email: emailSchema.nullish(),
  password: z.string().nullish(),
  data: metadataSchema.nullish(),
  redirect_to: z.string().nullish(),
});
type LinkRequest = z.infer<typeof linkSchema>;

/** `POST /admin/generate_link`: what the mail would hold, without sending it. */
export async function generateLink(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const { context } = call;
  const body = await readJson(call.request, linkSchema);
  const { user, token } = await inTransaction(context.pool, async (db) => {
    const issued = await prepareLink(context, db, body);
    return { user: await userJson(db, issued.user), token: issued.token };
  });
  const type = body.type.startsWith('email_change') ? 'email_change' : body.type;
  const redirectTo = allowedRedirect(context, body.redirect_to ?? call.url.searchParams.get('redirect_to'));
  const link = new URL(`${context.authUrl}/verify`);
  link.search = new URLSearchParams({ token: token.hash, type, redirect_to: redirectTo }).toString();
  return Response.json({
    ...user,
    action_link: link.toString(),
    email_otp: token.code,
    hashed_token: token.hash,
    verification_type: body.type,
    redirect_to: redirectTo,
  });
}

async function prepareLink(
  context: AuthContext,
  db: Db,
  body: LinkRequest,
): Promise<{ user: UserRow; token: OneTimeToken }> {
  if (body.type === 'invite') return inviteUser(db, body.email, body.data ?? {});
  if (body.type === 'signup') return signUpUser(db, body);
  const user = await findUserByEmail(db, body.email);
  if (!user) throw new AuthProblem(404, 'user_not_found', 'User with this email not found');
  if (body.type === 'magiclink' || body.type === 'recovery') return issueToken(db, user, 'recovery_token');
  if (!body.new_email) throw new AuthProblem(400, 'validation_failed', 'new_email: required');
  const change = await beginEmailChange(db, user, body.new_email, {
    redirectTo: null,
    both: bothMailboxesConfirm(context),
  });
  const [toNew, toCurrent] = change.mails;
  const mail = body.type === 'email_change_new' ? toNew : toCurrent;
  if (!mail) throw new AuthProblem(500, 'unexpected_failure', 'No token was made');
  return { user: change.user, token: mail.token };
}

async function signUpUser(db: Db, body: LinkRequest) {
  if (!body.password) throw new AuthProblem(400, 'validation_failed', 'Signup requires a valid password');
  const known = await findUserByEmail(db, body.email);
  if (known?.email_confirmed_at) throw taken();
  const password = await hashPassword(db, body.password);
  const user =
    known ??
    (await insertUser(db, {
      email: body.email,
      encrypted_password: password,
      raw_user_meta_data: body.data ?? {},
    }));
  return issueToken(db, user, 'confirmation_token');
}

async function inviteUser(db: Db, email: string, data: Record<string, unknown>) {
  const known = await findUserByEmail(db, email);
  if (known?.email_confirmed_at) throw taken();
  const user = known ?? (await insertUser(db, { email, raw_user_meta_data: data }));
  return issueToken(db, await updateUser(db, user.id, { invited_at: new Date() }), 'confirmation_token');
}

function taken(): AuthProblem {
  return new AuthProblem(422, 'email_exists', 'A user with this email address has already been registered');
}
