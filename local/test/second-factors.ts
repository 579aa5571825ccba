import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import { beginEnrolment, confirmEnrolment, type Prover } from '@/lib/auth/second-factor';
import { env } from '@/lib/env';
import { totpCode, totpStep } from '../supabase/auth/totp';
import { accessTokenIn, signedInBrowser } from './sessions';

/** An authenticator app: the secret that was taken into it, and the codes that it has shown. */
export type App = { secret: string; shown: string[] };

/**
 * A code of the app that is good now and was not shown before: of this step, the next or the last, which are taken alike.
 * @throws Error when all three were shown
 */
export function freshCode(app: App): string {
  const now = totpStep(Date.now());
  const code = [0, 1, -1]
    .map((away) => totpCode(app.secret, now + away))
    .find((each) => !app.shown.includes(each));
  if (!code) throw new Error('This app has shown three codes within a minute; there is no fourth.');
  app.shown.push(code);
  return code;
}

/** A code that this app does not show anywhere near now. */
export function wrongCode(app: App, nth = 0): string {
  return totpCode(app.secret, totpStep(Date.now()) + 1_000 + nth);
}

/** A person's browser, signed in by password alone, and whose second factor it would prove. */
export async function halfSignedIn(person: { email: string; password: string }) {
  const { client, cookies } = await signedInBrowser(person);
  return { client, cookies, prover: proverIn(accessTokenIn(cookies())) };
}

/** Has a person turn two-factor sign-in on, as the page does, in a browser of its own. */
export async function turnOnSecondFactor(person: { email: string; password: string }) {
  const browser = await halfSignedIn(person);
  const app: App = { secret: '', shown: [] };
  const { factorId, secret } = await beginEnrolment(browser.client, browser.prover);
  app.secret = secret;
  const code = freshCode(app);
  const recoveryCodes = await confirmEnrolment(browser.client, browser.prover, { factorId, code });
  return { ...browser, app, factorId, recoveryCodes };
}

/** Removes all factors of a user as somebody does in Supabase's dashboard, of which this product is told nothing. */
export async function removeFactorsInDashboard(userId: string): Promise<void> {
  const { mfa } = admin().auth.admin;
  const { data, error } = await mfa.listFactors({ userId });
  if (error) throw error;
  for (const { id } of data.factors) await mfa.deleteFactor({ userId, id });
}

function proverIn(token: string): Prover {
  const { sub = '', session_id: sessionId } = decodeJwt(token);
  return { userId: sub, sessionId: String(sessionId) };
}

function admin(): SupabaseClient {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  return createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}
