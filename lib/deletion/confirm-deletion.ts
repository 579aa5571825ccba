import { isFreshSignIn, isPasswordOf, type Principal } from '@/lib/auth';
import { problems } from '@/lib/http';
import { requestDeletion } from './request-deletion';

/** What a person types to have the account deleted. */
export type DeletionConfirmation = { email: string | undefined; password: string | undefined };

/**
 * {@link requestDeletion}, once the person has typed the address of the account and has proved to be its person: by having
 * signed in a short while ago, or by the password.
 * @param accessToken of the session that asks
 * @throws ProblemError 422 for another address or a wrong password, 403 for whoever acts as somebody else, 429 for too many
 * attempts; else as of `requestDeletion`
 */
export async function confirmDeletion(
  principal: Principal,
  accessToken: string,
  { email = '', password = '' }: DeletionConfirmation,
): Promise<Date> {
  if (principal.via !== 'session') throw problems.forbidden('Only the person can delete this account.');
  if (email.trim().toLowerCase() !== principal.email.toLowerCase())
    throw wrong('email', 'This is not the address of this account.');
  if (!(await isFreshSignIn(accessToken))) {
    if (password === '') throw wrong('password', 'Enter your password.');
    if (!(await isPasswordOf(principal.email, password)))
      throw wrong('password', 'This is not your password.');
  }
  return requestDeletion(principal);
}

function wrong(path: string, message: string) {
  return problems.invalid('Nothing was deleted.', [{ path, message }]);
}
