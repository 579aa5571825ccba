import type { Db } from '../database';
import type { AuthContext } from './context';
import { issueToken } from './issue-token';
import type { AuthMail } from './mail';
import { AuthProblem } from './problem';
import { saveIdentity, type UserRow, updateUser } from './users';

/**
 * Begins a change of address: both mailboxes get a link, and both must be opened, or the new one alone where the
 * project is set so.
 * @throws AuthProblem 422 `email_exists`
 */
export async function beginEmailChange(
  db: Db,
  user: UserRow,
  email: string,
  { redirectTo, both }: { redirectTo: string | null; both: boolean },
): Promise<{ user: UserRow; mails: AuthMail[] }> {
  const { rowCount } = await db.query('select from auth.users where email = $1', [email]);
  if (rowCount) {
    throw new AuthProblem(422, 'email_exists', 'A user with this email address has already been registered');
  }
  const pending = await updateUser(db, user.id, {
    email_change: email,
    email_change_confirm_status: both ? 0 : 1,
  });
  const toNew = await issueToken(db, pending, 'email_change_token_new', { email });
  const mail = { kind: 'email_change', redirectTo } as const;
  if (!both) return { user: toNew.user, mails: [{ ...mail, to: email, token: toNew.token }] };
  const toCurrent = await issueToken(db, toNew.user, 'email_change_token_current');
  return {
    user: toCurrent.user,
    mails: [
      { ...mail, to: email, token: toNew.token },
      { ...mail, to: user.email ?? '', token: toCurrent.token },
    ],
  };
}

/** Whether the old mailbox must confirm as well; hosted it does unless that is switched off. */
export function bothMailboxesConfirm({ options }: AuthContext): boolean {
  return options.bothMailboxesConfirm ?? true;
}

/** Spends one of the two tokens. The changed user, or undefined while the other mailbox has not confirmed. */
export async function applyEmailChange(
  db: Db,
  user: UserRow,
  column: 'email_change_token_new' | 'email_change_token_current',
): Promise<UserRow | undefined> {
  if (user.email_change_confirm_status === 0) {
    await updateUser(db, user.id, { [column]: null, email_change_confirm_status: 1 });
    return undefined;
  }
  return setEmail(db, user, user.email_change ?? '');
}

/** Gives a user a confirmed address, in the row, its metadata and its identity. */
export async function setEmail(db: Db, user: UserRow, email: string): Promise<UserRow> {
  const identity = { sub: user.id, email, email_verified: true, phone_verified: false };
  await saveIdentity(db, { userId: user.id, provider: 'email', providerId: user.id, data: identity });
  return updateUser(db, user.id, {
    email,
    email_confirmed_at: user.email_confirmed_at ?? new Date(),
    email_change: null,
    email_change_token_new: null,
    email_change_token_current: null,
    email_change_confirm_status: 0,
    raw_user_meta_data: { ...user.raw_user_meta_data, email, email_verified: true },
  });
}
