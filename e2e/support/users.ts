import type { BrowserContext } from '@playwright/test';
import { createClient } from '@supabase/supabase-js';
import { setPlatformRole } from '@/lib/admin';
import { SESSION_COOKIE, type SentCookie } from '@/lib/auth/session-cookie';
import { env } from '@/lib/env';
import type { PlanId } from '@/lib/plans';
import { spendTrial } from '@/local/shared/spend-trial';
import { givePlan } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import {
  accessTokenIn,
  endedClaims,
  resigned,
  sessionCookiesOf,
  tampered,
  withAccessToken,
} from '@/local/test/sessions';
import { testAddress } from '@/local/test/supabase-target';

/** Someone who can sign in. */
export type TestUser = { id: string; email: string; password: string; name: string };

/** Makes an account without a browser; confirmed and on the free plan unless told otherwise. */
export async function createUser({
  plan = 'free',
  confirmed = true,
  name = 'Nora Berg',
  trialSpent = false,
}: {
  plan?: PlanId;
  confirmed?: boolean;
  name?: string;
  /** Whether the person has had the trial, so that what is bought is paid at once. */
  trialSpent?: boolean;
} = {}): Promise<TestUser> {
  const email = testAddress('user');
  const password = `pw-${crypto.randomUUID()}`;
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  const { data, error } = await createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).auth.admin.createUser({ email, password, email_confirm: confirmed, user_metadata: { name } });
  if (error) throw error;
  if (plan !== 'free') await givePlan(data.user.id, plan);
  if (trialSpent) await spendTrial(data.user.id);
  return { id: data.user.id, email, password, name };
}

/** Signs a browser in without a page: the cookies that the sign-in form would have set. */
async function signInAs(context: BrowserContext, user: Pick<TestUser, 'email' | 'password'>): Promise<void> {
  await writeCookies(context, await sessionCookiesOf(user));
}

/** A new user, signed in. */
export async function signedInUser(
  context: BrowserContext,
  options?: Parameters<typeof createUser>[0],
): Promise<TestUser> {
  const user = await createUser(options);
  await signInAs(context, user);
  return user;
}

/** A new admin of the platform, signed in with a second factor that was passed in this very session. */
export async function signedInAdmin(
  context: BrowserContext,
  options: Parameters<typeof createUser>[0] = {},
): Promise<TestUser> {
  const user = await createUser({ name: 'Ada Lindqvist', ...options });
  await setPlatformRole(user.email, 'superadmin');
  const { cookies } = await turnOnSecondFactor(user);
  await writeCookies(context, cookies());
  return user;
}

/** The access token within a browser's session cookie. */
export async function accessTokenOf(context: BrowserContext): Promise<string> {
  return accessTokenIn(await context.cookies(env().APP_URL));
}

/** Makes the access token of a browser's session one that ended a minute ago, as if an hour had passed. */
export async function expireSession(context: BrowserContext): Promise<void> {
  await replaceAccessToken(context, (token) => resigned(token, endedClaims()));
}

/** Puts another person's id into the access token of a browser's session. */
export async function tamperWithSession(context: BrowserContext): Promise<void> {
  await replaceAccessToken(context, tampered);
}

async function replaceAccessToken(
  context: BrowserContext,
  change: (token: string) => string | Promise<string>,
): Promise<void> {
  const cookies = await context.cookies(env().APP_URL);
  const changed = withAccessToken(cookies, await change(accessTokenIn(cookies)));
  await context.clearCookies({ name: new RegExp(`^${SESSION_COOKIE}`) });
  await writeCookies(context, changed);
}

async function writeCookies(context: BrowserContext, cookies: SentCookie[]): Promise<void> {
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: env().APP_URL, httpOnly: true })));
}
