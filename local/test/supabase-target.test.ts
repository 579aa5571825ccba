import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressPattern, projectIn, testAddress } from './supabase-target';

const variables = {
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_1',
  SUPABASE_SECRET_KEY: 'sb_secret_1',
  DATABASE_URL: 'postgresql://a',
  DIRECT_DATABASE_URL: 'postgresql://b',
  STRIPE_SECRET_KEY: 'sk_live_not_for_tests',
};
afterEach(() => vi.unstubAllEnvs());

describe('a Supabase project to test against', () => {
  it('is its address, keys and database, and nothing else that is set', () => {
    const { STRIPE_SECRET_KEY: _, ...rest } = variables;
    expect(projectIn(variables, 'https://abc.supabase.co/')).toEqual({
      SUPABASE_URL: 'https://abc.supabase.co',
      ...rest,
    });
    expect(projectIn(variables, 'http://127.0.0.1:5432').SUPABASE_URL).toBe('http://127.0.0.1:5432');
  });

  it.each([
    ['abc', 'is no address'],
    ['ftp://abc.supabase.co', 'is no address'],
    ['http://abc.supabase.co', 'must begin with https'],
  ])('is not %s', (url, sentence) => {
    expect(() => projectIn(variables, url)).toThrow(sentence);
  });

  it('is refused in a sentence that names each variable that is missing, and no value', () => {
    const { DATABASE_URL: _, ...rest } = variables;
    const attempt = () => projectIn({ ...rest, SUPABASE_SECRET_KEY: '' }, 'https://abc.supabase.co');
    expect(attempt).toThrow(/SUPABASE_SECRET_KEY, DATABASE_URL must be set/);
    expect(attempt).not.toThrow(/sb_publishable_1/);
  });
});

describe('the address of a test', () => {
  it('is nobody’s, in the mailbox that takes them all', () => {
    expect(testAddress('new')).toMatch(/^new-[0-9a-f-]{36}@example\.test$/);
    vi.stubEnv('FOOTHOLD_TEST_ADDRESS', 'delivered+*@resend.dev');
    expect(testAddress('new')).toMatch(/^delivered\+new-[0-9a-f-]{36}@resend\.dev$/);
  });

  it.each(['nobody@example.test', '*', 'a*b*@example.test', "*'@example.test"])(
    'may not be %s',
    (pattern) => {
      vi.stubEnv('FOOTHOLD_TEST_ADDRESS', pattern);
      expect(addressPattern).toThrow(/one star/);
    },
  );
});
