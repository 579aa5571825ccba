import { randomUUID } from 'node:crypto';
import type { Db } from '../database';
import { AuthProblem } from './problem';

/** A JSON object of the metadata columns. */
export type Metadata = Record<string, unknown>;

/** A row of `auth.users`, as far as it is used here. */
export type UserRow = {
  id: string;
  aud: string | null;
  role: string | null;
  email: string | null;
  encrypted_password: string | null;
  phone: string | null;
  email_confirmed_at: Date | null;
  confirmed_at: Date | null;
  invited_at: Date | null;
  confirmation_token: string | null;
  confirmation_sent_at: Date | null;
  recovery_token: string | null;
  recovery_sent_at: Date | null;
  email_change: string | null;
  email_change_token_new: string | null;
  email_change_token_current: string | null;
  email_change_sent_at: Date | null;
  email_change_confirm_status: number;
  raw_app_meta_data: Metadata;
  raw_user_meta_data: Metadata;
  banned_until: Date | null;
  deleted_at: Date | null;
  is_anonymous: boolean;
  last_sign_in_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** The user with this address, locked until the transaction ends so that two requests cannot spend one token. */
export async function findUserByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  const { rows } = await db.query<UserRow>('select * from auth.users where email = $1 for update', [email]);
  return rows[0];
}

/** The user with this id, locked until the transaction ends. */
export async function findUserById(db: Db, id: string): Promise<UserRow | undefined> {
  if (!UUID.test(id)) return undefined;
  const { rows } = await db.query<UserRow>('select * from auth.users where id = $1 for update', [id]);
  return rows[0];
}

/**
 * The same.
 * @throws AuthProblem 404 when there is none
 */
export async function existingUser(db: Db, id: string): Promise<UserRow> {
  const user = await findUserById(db, id);
  if (!user) throw new AuthProblem(404, 'user_not_found', 'User not found');
  return user;
}

/** What a new user starts with. */
export type NewUser = Partial<Omit<UserRow, 'confirmed_at' | 'created_at' | 'updated_at'>> & {
  email: string;
};

/**
 * Adds a user with an identity of provider `email`, in the caller's transaction.
 * @throws AuthProblem 422 `email_exists`; 500 when a trigger on `auth.users` refuses the row, which thus undoes it all
 */
export async function insertUser(db: Db, user: NewUser): Promise<UserRow> {
  const id = user.id ?? randomUUID();
  const verified = user.email_confirmed_at != null;
  const identity = { sub: id, email: user.email, email_verified: verified, phone_verified: false };
  const row = {
    id,
    aud: 'authenticated',
    role: 'authenticated',
    ...user,
    raw_app_meta_data: { provider: 'email', providers: ['email'], ...user.raw_app_meta_data },
    raw_user_meta_data: { ...user.raw_user_meta_data, ...identity },
  };
  const columns = Object.keys(row);
  const marks = columns.map((_, index) => `$${index + 1}`);
  const { rows } = await db
    .query<UserRow>(
      `insert into auth.users (${columns.join(', ')}) values (${marks.join(', ')}) returning *`,
      Object.values(row),
    )
    .catch((error: unknown) => refused(error, 'Database error saving new user'));
  await saveIdentity(db, { userId: id, provider: 'email', providerId: id, data: identity });
  return one(rows);
}

/** Changes columns of a user and gives the row as it is afterwards. */
export async function updateUser(
  db: Db,
  id: string,
  changes: Partial<Omit<UserRow, 'id' | 'confirmed_at' | 'created_at'>>,
): Promise<UserRow> {
  const columns = Object.keys(changes);
  const assignments = columns.map((column, index) => `${column} = $${index + 2}`);
  const { rows } = await db
    .query<UserRow>(
      `update auth.users set ${[...assignments, 'updated_at = now()'].join(', ')} where id = $1 returning *`,
      [id, ...Object.values(changes)],
    )
    .catch((error: unknown) => refused(error, 'Database error updating user'));
  return one(rows);
}

/** Adds or renews how a user proves who they are. */
export async function saveIdentity(
  db: Db,
  identity: { userId: string; provider: string; providerId: string; data: Metadata },
): Promise<void> {
  await db.query(
    `insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at)
     values ($1, $2, $3, $4, $5, now())
     on conflict (provider, provider_id) do update
       set identity_data = excluded.identity_data, last_sign_in_at = now(), updated_at = now()`,
    [randomUUID(), identity.provider, identity.providerId, identity.userId, identity.data],
  );
}

/** Marks the address as confirmed, in the row and in its identity. */
export async function confirmEmail(db: Db, user: UserRow): Promise<UserRow> {
  await db.query(
    `update auth.identities set identity_data = identity_data || '{"email_verified": true}', updated_at = now()
     where user_id = $1 and provider = 'email'`,
    [user.id],
  );
  return updateUser(db, user.id, {
    email_confirmed_at: user.email_confirmed_at ?? new Date(),
    confirmation_token: null,
    raw_user_meta_data: { ...user.raw_user_meta_data, email_verified: true },
  });
}

/** Merges metadata the way Supabase does: a null removes the key. */
export function mergeMetadata(former: Metadata, changes: Metadata): Metadata {
  return Object.fromEntries(Object.entries({ ...former, ...changes }).filter(([, value]) => value !== null));
}

/** Whether a ban is in force. */
export function isBanned(user: UserRow): boolean {
  return user.banned_until !== null && user.banned_until.getTime() > Date.now();
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function one(rows: UserRow[]): UserRow {
  const [row] = rows;
  if (!row) throw new AuthProblem(404, 'user_not_found', 'User not found');
  return row;
}

function refused(error: unknown, message: string): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  if (constraint === 'users_email_partial_key' || constraint === 'users_pkey') {
    throw new AuthProblem(422, 'email_exists', 'A user with this email address has already been registered');
  }
  throw new AuthProblem(500, 'unexpected_failure', message);
}
