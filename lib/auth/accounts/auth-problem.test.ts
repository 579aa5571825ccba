import { AuthApiError, AuthRetryableFetchError, AuthWeakPasswordError } from '@supabase/supabase-js';
import { expect, it } from 'vitest';
import { authProblem } from './auth-problem';

it.each([
  ['a weak password', new AuthWeakPasswordError('secret', 422, ['length']), 422, 'invalid_request'],
  [
    'too many attempts',
    new AuthApiError('secret', 429, 'over_request_rate_limit'),
    429,
    'rate_limit_exceeded',
  ],
  ['a server that is not reached', new AuthRetryableFetchError('secret', 0), 503, 'unavailable'],
  ['a failing trigger', new AuthApiError('secret', 500, 'unexpected_failure'), 503, 'unavailable'],
  [
    'a session without its second factor',
    new AuthApiError('secret', 401, 'insufficient_aal'),
    403,
    'forbidden',
  ],
  ['a session that is too old', new AuthApiError('secret', 400, 'reauthentication_needed'), 403, 'forbidden'],
  ['anything else', new AuthApiError('secret', 400, 'validation_failed'), 400, 'invalid_request'],
])('%s', (_case, error, status, code) => {
  const problem = authProblem(error);
  expect(problem).toMatchObject({ status, code });
  expect(JSON.stringify([problem.message, problem.extras])).not.toContain('secret');
});
