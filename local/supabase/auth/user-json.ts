import type { Db } from '../database';
import { type FactorRow, factorJson, factorsOf } from './factors';
import type { Metadata, UserRow } from './users';

type IdentityRow = {
  id: string;
  provider: string;
  provider_id: string;
  user_id: string;
  identity_data: Metadata;
  email: string | null;
  last_sign_in_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** A user as the API shows it; times are ISO 8601, absent ones left out. */
export type UserJson = Record<string, unknown>;

/** A row of `auth.users` with its identities and factors, in the shape of the API. */
export async function userJson(db: Db, user: UserRow): Promise<UserJson> {
  const [json] = await userJsonList(db, [user]);
  return json ?? {};
}

/** As {@link userJson}, for many users with one query of each. */
export async function userJsonList(db: Db, users: UserRow[]): Promise<UserJson[]> {
  const ids = users.map((user) => user.id);
  const { rows } = await db.query<IdentityRow>(
    'select * from auth.identities where user_id = any($1) order by created_at, provider',
    [ids],
  );
  const factors = await factorsOf(db, ids);
  return users.map((user) =>
    shape(
      user,
      rows.filter((identity) => identity.user_id === user.id),
      factors.filter((factor) => factor.user_id === user.id),
    ),
  );
}

function shape(user: UserRow, identities: IdentityRow[], factors: FactorRow[]): UserJson {
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? '',
    ...time('email_confirmed_at', user.email_confirmed_at),
    phone: user.phone ?? '',
    ...time('confirmation_sent_at', user.confirmation_sent_at),
    ...time('confirmed_at', user.confirmed_at),
    ...time('invited_at', user.invited_at),
    ...time('recovery_sent_at', user.recovery_sent_at),
    ...(user.email_change ? { new_email: user.email_change } : {}),
    ...time('email_change_sent_at', user.email_change_sent_at),
    ...time('last_sign_in_at', user.last_sign_in_at),
    ...time('banned_until', user.banned_until),
    ...time('deleted_at', user.deleted_at),
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    identities: identities.map((identity) => ({
      identity_id: identity.id,
      id: identity.provider_id,
      user_id: identity.user_id,
      identity_data: identity.identity_data,
      provider: identity.provider,
      ...time('last_sign_in_at', identity.last_sign_in_at),
      ...time('created_at', identity.created_at),
      ...time('updated_at', identity.updated_at),
      email: identity.email ?? '',
    })),
    ...(factors.length > 0 ? { factors: factors.map(factorJson) } : {}),
    ...time('created_at', user.created_at),
    ...time('updated_at', user.updated_at),
    is_anonymous: user.is_anonymous,
  };
}

function time(name: string, value: Date | null): Record<string, string> {
  return value === null ? {} : { [name]: value.toISOString() };
}
