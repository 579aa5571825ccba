import { problems } from '@/lib/http';
import { accountName } from './account-name';
import { limitedAddress } from './limited-address';
import { type AttemptPolicy, attemptPolicies } from './policies';
import type { Window } from './sliding-window';
import { giveBackAll, type Limit, type Taken, takeAll } from './take-all';
import { windowKeys } from './window-keys';

/** Who tries: the headers tell from which address, `account` is an email address or a user's id. */
export type Attempting = { headers: Headers; account: string | null };

/**
 * Counts an attempt of somebody of whom nothing is known yet, before anything is looked at. One round trip decides for address and
 * account together: one that is refused counts for neither, so that who is stopped by the address cannot use up another's
 * account. While Redis does not answer, each process counts for itself.
 * @throws ProblemError 429 with when to try again, the same whether the account exists or not
 */
export async function limitAttempt(policy: AttemptPolicy, who: Attempting): Promise<Pick<Taken, 'giveBack'>> {
  const now = Date.now();
  const taken = await takeAll(policy, limitsOf(policy, who, now), now);
  if (taken.waitMs !== null) throw problems.rateLimited(taken.waitMs / 1000, 'Too many attempts.');
  return taken;
}

/**
 * {@link limitAttempt} for `work` of which only failures count, such as a wrong password: whatever else comes of it, or an error,
 * takes the attempt back. It is counted before and not after, or many at once would all pass.
 */
export async function limitFailures<T>(
  policy: AttemptPolicy,
  who: Attempting,
  work: () => Promise<T>,
  isFailure: (outcome: T) => boolean,
): Promise<T> {
  const { giveBack } = await limitAttempt(policy, who);
  try {
    const outcome = await work();
    if (!isFailure(outcome)) await giveBack();
    return outcome;
  } catch (error) {
    await giveBack();
    throw error;
  }
}

/** Takes an attempt of this moment back that was counted by somebody else, as the edge does. Never fails. */
export async function giveBackAttempt(policy: AttemptPolicy, who: Attempting): Promise<void> {
  await giveBackAll(limitsOf(policy, who, Date.now()));
}

function limitsOf(policy: AttemptPolicy, { headers, account }: Attempting, now: number): Limit[] {
  const { address: perAddress, account: perAccount } = attemptPolicies[policy];
  const address = limitedAddress(headers);
  const limit = (window: Window, kind: string, subject: string) => ({
    window,
    keys: windowKeys(`${policy}:${kind}`, subject, window.windowMs, now),
  });
  return [
    ...(address === null ? [] : [limit(perAddress, 'address', address)]),
    ...(account === null ? [] : [limit(perAccount, 'account', accountName(account))]),
  ];
}
