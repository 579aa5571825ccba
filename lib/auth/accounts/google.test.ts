import { createClient } from '@supabase/supabase-js';
import { describe, expect, it } from 'vitest';
import { finishGoogle } from './google';

const nothing = { code: null, error: null, errorCode: null };

describe('coming back from Google', () => {
  it.each([
    ['was cancelled there', { error: 'access_denied' }, 'canceled'],
    ['took too long', { error: 'invalid_request', errorCode: 'bad_oauth_state' }, 'over'],
    [
      'with an address that Google has not verified',
      { error: 'access_denied', errorCode: 'provider_email_needs_verification' },
      'unverified',
    ],
    ['with the account of somebody else', { error: 'x', errorCode: 'identity_already_exists' }, 'taken'],
    ['while suspended', { error: 'access_denied', errorCode: 'user_banned' }, 'suspended'],
    ['when something broke', { error: 'server_error', errorCode: 'unexpected_failure' }, 'failed'],
    ['with words that nobody knows', { error: '<script>', errorCode: '\u0000' }, 'failed'],
    ['with nothing at all', {}, 'over'],
  ])('%s', async (_case, given, outcome) => {
    expect(await finishGoogle(answering(500, 'unexpected_failure'), { ...nothing, ...given })).toBe(outcome);
  });

  it('with an error and a code signs nobody in', async () => {
    const given = { ...nothing, code: 'a-code', error: 'access_denied' };
    expect(await finishGoogle(answering(200, ''), given)).toBe('canceled');
  });

  it('in a browser that did not begin it is over', async () => {
    expect(await finishGoogle(answering(400, 'bad_code_verifier'), { ...nothing, code: 'a-code' })).toBe(
      'over',
    );
  });
});

/** Supabase as it answers every request with this error. */
function answering(status: number, code: string) {
  return createClient('https://project.supabase.example', 'sb_publishable_test', {
    auth: { persistSession: false, autoRefreshToken: false, flowType: 'pkce' },
    global: { fetch: async () => Response.json({ code, message: code }, { status }) },
  });
}
