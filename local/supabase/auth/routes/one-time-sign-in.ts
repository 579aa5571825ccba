import { z } from 'zod';
import { type Db, inTransaction } from '../../database';
import { emailSchema, metadataSchema, pkceFields, readJson } from '../body';
import type { AuthCall } from '../context';
import { issueToken } from '../issue-token';
import { type AuthMail, sendMail } from '../mail';
import { requireMailInterval } from '../mail-interval';
import { AuthProblem } from '../problem';
import { findUserByEmail, insertUser } from '../users';

const otpSchema = z.object({
  email: emailSchema,
  data: metadataSchema.nullish(),
  create_user: z.boolean().default(true),
  ...pkceFields,
});

/** `POST /otp` (and `/magiclink`): a link and a code to sign in with; makes the user unless told not to. */
export async function sendOtp(call: AuthCall): Promise<Response> {
  const body = await readJson(call.request, otpSchema);
  return mailed(call, async (db) => {
    const known = await findUserByEmail(db, body.email);
    if (!known && !body.create_user) {
      throw new AuthProblem(422, 'otp_disabled', 'Signups not allowed for otp');
    }
    const user = known ?? (await insertUser(db, { email: body.email, raw_user_meta_data: body.data ?? {} }));
    // A first sign-in confirms the address as well, and says so.
    const kind = user.email_confirmed_at ? 'magic_link' : 'confirmation';
    const column = kind === 'magic_link' ? 'recovery_token' : 'confirmation_token';
    if (known) requireMailInterval(call.context, known, column);
    const { token } = await issueToken(db, user, column, { challenge: body });
    return { kind, to: body.email, token };
  });
}

const recoverSchema = z.object({ email: emailSchema, ...pkceFields });

/** `POST /recover`: a link to choose a new password. Answers the same for an address without an account. */
export async function recover(call: AuthCall): Promise<Response> {
  const body = await readJson(call.request, recoverSchema);
  return mailed(call, async (db) => {
    const user = await findUserByEmail(db, body.email);
    if (!user) return undefined;
    requireMailInterval(call.context, user, 'recovery_token');
    const { token } = await issueToken(db, user, 'recovery_token', { challenge: body });
    return { kind: 'recovery', to: body.email, token };
  });
}

async function mailed(
  { context, url }: AuthCall,
  prepare: (db: Db) => Promise<Omit<AuthMail, 'redirectTo'> | undefined>,
): Promise<Response> {
  const mail = await inTransaction(context.pool, prepare);
  if (mail) await sendMail(context, { ...mail, redirectTo: url.searchParams.get('redirect_to') });
  return Response.json({});
}
