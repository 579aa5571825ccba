import { z } from 'zod';
import { type Db, inTransaction } from '../../database';
import { emailSchema, metadataSchema, readJson } from '../body';
import { requireUser } from '../caller';
import type { AuthCall } from '../context';
import { beginEmailChange, bothMailboxesConfirm } from '../email-change';
import { factorsOf } from '../factors';
import { type AuthMail, sendMail } from '../mail';
import { requireMailInterval } from '../mail-interval';
import { hashPassword, passwordMatches } from '../passwords';
import { AuthProblem } from '../problem';
import { endSessions, type SessionRow } from '../sessions';
import { userJson } from '../user-json';
import { mergeMetadata, type UserRow, updateUser } from '../users';

/** `GET /user`: the user behind the bearer token, as the database knows them now. */
export async function getUser(call: AuthCall): Promise<Response> {
  const json = await inTransaction(call.context.pool, async (db) => {
    const { user } = await requireUser(call, db);
    return userJson(db, user);
  });
  return Response.json(json);
}

const bodySchema = z.object({
  email: emailSchema.nullish(),
  password: z.string().nullish(),
  data: metadataSchema.nullish(),
});

/** `PUT /user`: password, metadata (a null removes a key) or address (both mailboxes must confirm). */
export async function putUser(call: AuthCall): Promise<Response> {
  const body = await readJson(call.request, bodySchema);
  const { json, mails } = await inTransaction(call.context.pool, async (db) => {
    const { user, session } = await requireUser(call, db);
    await requireFactorPassed(
      db,
      session,
      Boolean(body.password || (body.email && body.email !== user.email)),
    );
    let current = user;
    let mails: AuthMail[] = [];
    if (body.data) {
      const merged = mergeMetadata(user.raw_user_meta_data, body.data);
      current = await updateUser(db, user.id, { raw_user_meta_data: merged });
    }
    if (body.password) current = await changePassword(db, current, session, body.password);
    if (body.email && body.email !== user.email) {
      requireMailInterval(call.context, user, 'email_change_token_new');
      ({ user: current, mails } = await beginEmailChange(db, current, body.email, {
        redirectTo: call.url.searchParams.get('redirect_to'),
        both: bothMailboxesConfirm(call.context),
      }));
    }
    return { json: await userJson(db, current), mails };
  });
  for (const mail of mails) await sendMail(call.context, mail);
  return Response.json(json);
}

// A password alone must not be enough to change it, nor the address that can replace it.
async function requireFactorPassed(db: Db, session: SessionRow, isNeeded: boolean): Promise<void> {
  if (!isNeeded || session.aal === 'aal2') return;
  const factors = await factorsOf(db, [session.user_id]);
  if (factors.some(({ status }) => status === 'verified')) {
    const message = 'AAL2 session is required to update email or password when MFA is enabled.';
    throw new AuthProblem(401, 'insufficient_aal', message);
  }
}

// Whoever else is signed in as this user may be the reason for the change: only this session stays.
async function changePassword(
  db: Db,
  user: UserRow,
  session: SessionRow,
  password: string,
): Promise<UserRow> {
  if (await passwordMatches(db, password, user.encrypted_password)) {
    throw new AuthProblem(422, 'same_password', 'New password should be different from the old password.');
  }
  const hash = await hashPassword(db, password);
  await endSessions(db, user.id, { except: session.id });
  return updateUser(db, user.id, { encrypted_password: hash });
}
