import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Db, inTransaction } from '../../database';
import { emailSchema, metadataSchema, pkceFields, readJson } from '../body';
import type { AuthCall } from '../context';
import { issueToken } from '../issue-token';
import { type AuthMail, sendMail } from '../mail';
import { requireMailInterval } from '../mail-interval';
import { hashPassword } from '../passwords';
import { type UserJson, userJson } from '../user-json';
import { findUserByEmail, insertUser, type UserRow } from '../users';

const bodySchema = z.object({
  email: emailSchema,
  password: z
    .string({ error: 'Signup requires a valid password' })
    .min(1, 'Signup requires a valid password'),
  data: metadataSchema.nullish(),
  ...pkceFields,
});

/**
 * `POST /signup`: makes an unconfirmed user and mails the confirmation; there is no session before it is confirmed.
 * For an address that is confirmed already the answer is made up, so that nobody learns who has an account.
 */
export async function signUp(call: AuthCall): Promise<Response> {
  const { context } = call;
  const body = await readJson(call.request, bodySchema);
  const redirectTo = call.url.searchParams.get('redirect_to');
  const result = await inTransaction(
    context.pool,
    async (db): Promise<{ json: UserJson; mail?: AuthMail }> => {
      // Hashed first in any case: the rules for passwords hold, and the time taken tells nothing.
      const password = await hashPassword(db, body.password);
      const known = await findUserByEmail(db, body.email);
      if (known?.email_confirmed_at) return { json: madeUp(body.email, body.data ?? {}) };
      if (known) requireMailInterval(context, known, 'confirmation_token');
      // An unconfirmed one keeps its first password and data: whoever sends the second request may be someone else.
      const user =
        known ??
        (await insertUser(db, {
          email: body.email,
          encrypted_password: password,
          raw_user_meta_data: body.data ?? {},
        }));
      const { json, token } = await prepareConfirmation(db, user, body);
      return { json, mail: { kind: 'confirmation', to: body.email, token, redirectTo } };
    },
  );
  if (result.mail) await sendMail(context, result.mail);
  return Response.json(result.json);
}

const resendSchema = z.object({
  email: emailSchema,
  type: z.enum(['signup', 'email_change'], 'Missing one of these types: signup, email_change'),
  ...pkceFields,
});

/** `POST /resend`: the confirmation again. Answers the same whether or not there is anything to confirm. */
export async function resend(call: AuthCall): Promise<Response> {
  const { context } = call;
  const body = await readJson(call.request, resendSchema);
  const redirectTo = call.url.searchParams.get('redirect_to');
  const mails = await inTransaction(context.pool, async (db): Promise<AuthMail[]> => {
    const user = await findUserByEmail(db, body.email);
    if (!user) return [];
    if (body.type === 'email_change') {
      if (!user.email_change) return [];
      requireMailInterval(context, user, 'email_change_token_new');
      const { token } = await issueToken(db, user, 'email_change_token_new', { email: user.email_change });
      return [{ kind: 'email_change', to: user.email_change, token, redirectTo }];
    }
    if (user.email_confirmed_at) return [];
    requireMailInterval(context, user, 'confirmation_token');
    const { token } = await issueToken(db, user, 'confirmation_token', { challenge: body });
    return [{ kind: 'confirmation', to: body.email, token, redirectTo }];
  });
  for (const mail of mails) await sendMail(context, mail);
  return Response.json({});
}

async function prepareConfirmation(db: Db, user: UserRow, challenge: z.infer<typeof bodySchema>) {
  const issued = await issueToken(db, user, 'confirmation_token', { challenge });
  return { token: issued.token, json: await userJson(db, issued.user) };
}

// The same fields as a real answer, with ids nobody has.
function madeUp(email: string, data: Record<string, unknown>): UserJson {
  const now = new Date().toISOString();
  const id = randomUUID();
  return {
    id,
    aud: 'authenticated',
    role: '',
    email,
    phone: '',
    confirmation_sent_at: now,
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: { ...data, sub: id, email, email_verified: false, phone_verified: false },
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  };
}
