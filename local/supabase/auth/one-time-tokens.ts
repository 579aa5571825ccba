import { createHash, randomInt } from 'node:crypto';
import type { Db } from '../database';
import type { UserRow } from './users';

/** The columns of `auth.users` that hold hashed one-time tokens, each with when it was sent. */
export const TOKEN_COLUMNS = {
  confirmation_token: 'confirmation_sent_at',
  recovery_token: 'recovery_sent_at',
  email_change_token_new: 'email_change_sent_at',
  email_change_token_current: 'email_change_sent_at',
} as const;

/** Name of such a column. */
export type TokenColumn = keyof typeof TOKEN_COLUMNS;

/** A six-digit code for typing and its hash for links. The hash of a PKCE flow is marked, as hosted Supabase does. */
export type OneTimeToken = { code: string; hash: string };

/** Seconds a one-time token works. */
const LIFE_SECONDS = 3600;

/** Makes a token for an address. */
export function makeToken(email: string, pkce: boolean): OneTimeToken {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  return { code, hash: `${pkce ? 'pkce_' : ''}${hashToken(email, code)}` };
}

/** SHA-224 of address and code, in hex. */
export function hashToken(email: string, code: string): string {
  return createHash('sha224')
    .update(email + code)
    .digest('hex');
}

/** The user one of whose columns holds this hash, not yet expired; locked until the transaction ends. */
export async function findByToken(
  db: Db,
  hash: string,
  columns: TokenColumn[],
): Promise<{ user: UserRow; column: TokenColumn } | undefined> {
  for (const column of columns) {
    const { rows } = await db.query<UserRow>(
      `select * from auth.users where ${column} = any($1)
         and ${TOKEN_COLUMNS[column]} > now() - interval '${LIFE_SECONDS} seconds' for update`,
      [[hash, `pkce_${hash}`]],
    );
    const [user] = rows;
    if (user) return { user, column };
  }
  return undefined;
}
