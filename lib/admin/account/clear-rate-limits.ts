import type { Admin } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import { type AttemptPolicy, forgetCounts, type Limited } from '@/lib/rate-limits';
import { labelOf } from './label-of';
import { type Done, onAccount } from './on-account';

/**
 * Which limits of a person: on requests in a browser or by the extension, on requests by the keys that they made, on
 * attempts to sign in to the account and on mails for that, or all of these and the runs of the personal organization.
 */
export const limitScopes = ['session', 'keys', 'sign_in', 'all'] as const;
/** See {@link limitScopes}. */
export type LimitScope = (typeof limitScopes)[number];

/**
 * Has limits on a person begin anew. Wrong codes of the second factor count on: they guard the account from whoever has
 * its password. Where nothing was counted, nothing is recorded.
 * @throws ProblemError 404 for nobody's account, 422 without a reason, 503 while Redis does not answer
 */
export function clearRateLimits(
  admin: Admin,
  userId: string,
  scope: LimitScope,
  reason: string,
): Promise<Done> {
  return onAccount(admin, userId, { action: 'user.rate_limits_cleared', reason }, async (tx) => {
    const label = await labelOf(tx, userId);
    const limited = await limitedIn(tx, userId, scope);
    // Before the commit, so that what could not be done is not recorded. One that is done and not recorded, after a kill,
    // gave somebody the limit that they begin each window with.
    const counts = await forgetCounts(limited);
    return counts === 0
      ? null
      : { change: { before: { scope, counts }, after: { scope, counts: 0 } }, label };
  });
}

async function limitedIn(tx: Transaction, userId: string, scope: LimitScope): Promise<Limited[]> {
  switch (scope) {
    case 'session':
      return [{ by: 'session', userId }];
    case 'keys':
      return keysOf(tx, userId);
    case 'sign_in':
      return signInsOf(tx, userId);
    case 'all':
      return [
        { by: 'session', userId },
        { by: 'run_start', organizationId: userId },
        ...(await keysOf(tx, userId)),
        ...(await signInsOf(tx, userId)),
      ];
  }
}

async function keysOf(tx: Transaction, userId: string): Promise<Limited[]> {
  const rows = await tx.$queryRaw<{ hash: string }[]>`
    select encode(secret_hash, 'hex') as hash from app.api_keys
    where created_by = ${userId}::uuid and revoked_at is null
    order by id desc limit 200`;
  return rows.map(({ hash }) => ({ by: 'api_key', hash }));
}

async function signInsOf(tx: Transaction, userId: string): Promise<Limited[]> {
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  // Some are counted by the address and some by the id, which nobody outside knows.
  const accounts = email === '' ? [userId] : [email, userId];
  return byAccount.flatMap((by) => accounts.map((account) => ({ by, account })));
}

/** What is tried for an account, and not only from an address. */
const byAccount: readonly AttemptPolicy[] = [
  'sign-in',
  'sign-up',
  'password-reset',
  'mailed-link',
  'one-time-code',
];
