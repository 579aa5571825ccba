import type { Db } from '../database';
import { AuthProblem } from './problem';
import { findUserByEmail, findUserById, insertUser, saveIdentity, type UserRow, updateUser } from './users';

/** What Google says about a person. */
export type GoogleProfile = {
  sub: string;
  email: string;
  email_verified: boolean;
  name?: string | null | undefined;
  picture?: string | null | undefined;
};

/**
 * The user behind a Google account: the one it was used with before, else the one with the same verified address,
 * else a new one.
 * @throws AuthProblem 422 when Google has not verified the address: it would open someone else's account
 */
export async function signInWithGoogle(db: Db, profile: GoogleProfile): Promise<UserRow> {
  const { rows } = await db.query<{ user_id: string }>(
    `select user_id from auth.identities where provider = 'google' and provider_id = $1`,
    [profile.sub],
  );
  const known = rows[0] && (await findUserById(db, rows[0].user_id));
  if (known) {
    await saveGoogleIdentity(db, known, profile);
    return known;
  }
  if (!profile.email_verified) {
    throw new AuthProblem(422, 'provider_email_needs_verification', 'Unverified email with google');
  }
  const user = (await findUserByEmail(db, profile.email)) ?? (await addUser(db, profile));
  await saveGoogleIdentity(db, user, profile);
  return link(db, user);
}

/**
 * Ties a Google account to a user who is signed in; its address may be another one.
 * @throws AuthProblem 422 `identity_already_exists` when it is tied to anybody already
 */
export async function linkGoogle(db: Db, userId: string, profile: GoogleProfile): Promise<UserRow> {
  const { rowCount } = await db.query(
    `select from auth.identities where provider = 'google' and provider_id = $1`,
    [profile.sub],
  );
  if (rowCount) {
    throw new AuthProblem(422, 'identity_already_exists', 'Identity is already linked to another user');
  }
  const user = await findUserById(db, userId);
  if (!user) throw new AuthProblem(404, 'user_not_found', 'User not found');
  await saveGoogleIdentity(db, user, profile);
  return link(db, user);
}

// Before a mailbox is proved anyone may have set the password of its account: such a password must not survive.
async function link(db: Db, user: UserRow): Promise<UserRow> {
  const { rows } = await db.query<{ provider: string }>(
    'select provider from auth.identities where user_id = $1 order by created_at',
    [user.id],
  );
  return updateUser(db, user.id, {
    raw_app_meta_data: { ...user.raw_app_meta_data, providers: rows.map((row) => row.provider) },
    ...(user.email_confirmed_at
      ? {}
      : { email_confirmed_at: new Date(), encrypted_password: null, confirmation_token: null }),
  });
}

async function addUser(db: Db, profile: GoogleProfile): Promise<UserRow> {
  const user = await insertUser(db, {
    email: profile.email,
    email_confirmed_at: new Date(),
    raw_app_meta_data: { provider: 'google', providers: ['google'] },
    raw_user_meta_data: {
      full_name: profile.name,
      name: profile.name,
      avatar_url: profile.picture,
      iss: 'https://accounts.google.com',
    },
  });
  await db.query(`delete from auth.identities where user_id = $1 and provider = 'email'`, [user.id]);
  return user;
}

async function saveGoogleIdentity(db: Db, user: UserRow, profile: GoogleProfile): Promise<void> {
  await saveIdentity(db, {
    userId: user.id,
    provider: 'google',
    providerId: profile.sub,
    data: { ...profile },
  });
}
