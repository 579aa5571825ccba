import { LOOPBACK } from '../service';

/** What browser tests of signing in run against: our own Supabase, or a project (`npm run test:e2e -- --supabase-url …`). */
export type SupabaseTarget = 'local' | 'project';

/** Set for the test processes by the runner and by nobody else. */
export const SUPABASE_TARGET_VARIABLE = 'FOOTHOLD_SUPABASE_TARGET';

export function supabaseTarget(): SupabaseTarget {
  return process.env[SUPABASE_TARGET_VARIABLE] === 'project' ? 'project' : 'local';
}

/** Why a test that reads what Supabase mails, forges its tokens or goes to Google cannot run against a project. */
export const onlyLocal = {
  mail: 'What a project mails cannot be read here.',
  keys: 'Only the key of our own Supabase can be had, to make a token that has ended.',
  google: 'Google’s own pages let no test through.',
} as const;

/** The files that say how signing in behaves, as Playwright filters them. */
export const signInFiles = 'e2e/(auth|google|security|sign-in-link|sessions|second-factor)\\.e2e';

const names = [
  'SUPABASE_PUBLISHABLE_KEY',
  'SUPABASE_SECRET_KEY',
  'DATABASE_URL',
  'DIRECT_DATABASE_URL',
] as const;

/**
 * The variables that point the product at a Supabase project: its address and, from what is set, its keys and database.
 * @throws Error in a sentence for what is missing or no address of a project
 */
export function projectIn(
  variables: Record<string, string | undefined>,
  supabaseUrl: string,
): Record<string, string> {
  if (!URL.canParse(supabaseUrl) || !/^https?:$/.test(new URL(supabaseUrl).protocol)) {
    throw new Error('--supabase-url is no address; it is Project Settings → API → Project URL.');
  }
  const url = new URL(supabaseUrl);
  if (url.protocol === 'http:' && ![LOOPBACK, 'localhost'].includes(url.hostname)) {
    throw new Error('--supabase-url must begin with https:// for a project on another machine.');
  }
  const missing = names.filter((name) => !variables[name]);
  if (missing.length > 0) {
    throw new Error(`${missing.join(', ')} must be set as well; .env.example says where to get it.`);
  }
  return {
    SUPABASE_URL: url.origin,
    ...Object.fromEntries(names.map((name) => [name, variables[name] ?? ''])),
  };
}

/** Has one star, in whose place comes what tells addresses of tests from each other. */
const ADDRESS_VARIABLE = 'FOOTHOLD_TEST_ADDRESS';

/**
 * A fresh address of nobody. A project mails to it, so there `FOOTHOLD_TEST_ADDRESS` names a mailbox that takes any, such
 * as `delivered+*@resend.dev`.
 */
export function testAddress(who: string): string {
  return addressPattern().replace('*', `${who}-${crypto.randomUUID()}`);
}

/** The addresses that tests make, with a star for what differs. @throws Error in a sentence when it has no star */
export function addressPattern(): string {
  const pattern = process.env[ADDRESS_VARIABLE] || '*@example.test';
  if (/^[^*@\s']*\*[^*@\s']*@[^*@\s']+$/.test(pattern)) return pattern.toLowerCase();
  throw new Error(`${ADDRESS_VARIABLE} must be an address with one star before the @.`);
}
