import { type AuthError, isAuthRetryableFetchError, isAuthWeakPasswordError } from '@supabase/supabase-js';
import { ProblemError, problems } from '@/lib/http';

/** The problem that an error of Supabase Auth is to the person who tried; its own message is not shown. */
export function authProblem(error: AuthError): ProblemError {
  if (isAuthWeakPasswordError(error) || error.code === 'weak_password') {
    return problems.invalid('Choose another password.', [
      {
        path: 'password',
        message: 'This password is too easy to guess. Choose a longer or less common one.',
      },
    ]);
  }
  if (error.code === 'same_password') {
    return problems.invalid('Choose another password.', [
      { path: 'password', message: 'This is the password you already have.' },
    ]);
  }
  if (error.code === 'email_address_invalid' || error.code === 'email_address_not_authorized') {
    return problems.invalid('Check the email address.', [
      { path: 'email', message: 'No mail can be sent to this address.' },
    ]);
  }
  const sentence = refusals.get(error.code ?? '');
  if (sentence) return problems.forbidden(sentence);
  if (error.status === 429) {
    return new ProblemError(429, 'rate_limit_exceeded', 'Too many attempts. Wait a minute and try again.', {
      retryAfterSeconds: 60,
    });
  }
  const unreachable = isAuthRetryableFetchError(error) || error.status === undefined || error.status >= 500;
  if (unreachable) return problems.unavailable('sign-in service', 30, error);
  return new ProblemError(400, 'invalid_request', 'That did not work. Try again.', {}, { cause: error });
}

/** What a session may not do, or not any more. */
const refusals = new Map([
  [
    'insufficient_aal',
    'You signed in with a recovery code, which is not enough for this. Turn two-factor sign-in off under Security first.',
  ],
  ['reauthentication_needed', 'Sign in again to do this: it has been a while.'],
  ['manual_linking_disabled', 'Connecting accounts is not switched on here.'],
]);
