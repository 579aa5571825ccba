import type { Db } from '../database';
import { beginFlow, type Challenge } from './flow-state';
import { makeToken, type OneTimeToken, TOKEN_COLUMNS, type TokenColumn } from './one-time-tokens';
import { type UserRow, updateUser } from './users';

/**
 * Gives a user a fresh one-time token, which replaces the former one in that column. With a PKCE challenge the flow is
 * remembered, so that a link opened at Supabase itself ends in a code.
 */
export async function issueToken(
  db: Db,
  user: UserRow,
  column: TokenColumn,
  options: { challenge?: Challenge; email?: string } = {},
): Promise<{ user: UserRow; token: OneTimeToken }> {
  const pkce = Boolean(options.challenge?.code_challenge);
  if (pkce) await beginFlow(db, { ...options.challenge, userId: user.id, method: 'otp', provider: 'email' });
  const token = makeToken(options.email ?? user.email ?? '', pkce);
  const current = await updateUser(db, user.id, {
    [column]: token.hash,
    [TOKEN_COLUMNS[column]]: new Date(),
  });
  return { user: current, token };
}
