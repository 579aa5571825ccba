import type { AuthContext } from './context';
import { TOKEN_COLUMNS, type TokenColumn } from './one-time-tokens';
import { AuthProblem } from './problem';
import type { UserRow } from './users';

/**
 * Refuses a second mail of one kind to one address too soon after the first. As hosted, only an address that exists
 * can be refused, so an app that shows this refusal tells who has an account.
 * @throws AuthProblem 429 `over_email_send_rate_limit`
 */
export function requireMailInterval({ options }: AuthContext, user: UserRow, column: TokenColumn): void {
  const sentAt = user[TOKEN_COLUMNS[column]];
  if (!sentAt) return;
  const left = Math.ceil((options.mailIntervalSeconds ?? 0) - (Date.now() - sentAt.getTime()) / 1000);
  if (left > 0) {
    throw new AuthProblem(
      429,
      'over_email_send_rate_limit',
      `For security purposes, you can only request this after ${left} seconds.`,
    );
  }
}
