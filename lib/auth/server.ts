import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { ProblemError, safeNextPath } from '@/lib/http';
import { currentRequestId } from '@/lib/observability';
import { type Identity, identifyHeaders, sessionIn } from './authenticate';
import { PATH_HEADER } from './edge/identity-headers';
import type { SecondFactorStep } from './find-principal';
import { type LeavingAccount, leavingAccount } from './leaving-account';
import type { Principal } from './principal';
import { tellEdge } from './tell-edge';
import { withRequestHeaders } from './with-request-headers';

export type { Identity } from './authenticate';
export { currentProof } from './current-proof';
export { mailedTo, rememberMailedTo } from './mailed-to';
export { runAction } from './run-action';
export { submitForm } from './submit-form';
export { supabaseAs } from './supabase-as';
export { supabaseServer } from './supabase-server';
export { withRequest } from './with-request';

/**
 * Who this request acts as, for server components and actions; null when nobody is signed in, the account is
 * suspended or gone, or the second factor is still to come. Asked once per request.
 * @throws ProblemError 503 when it cannot be decided
 */
export async function getPrincipal(): Promise<Principal | null> {
  const identity = await getIdentity();
  return identity && identity.secondFactorStep === null ? identity.principal : null;
}

/**
 * As {@link getPrincipal}, but sends whoever is not signed in to sign in, whoever has a second factor to pass or to set
 * up to where that is done, and each of them back here afterwards.
 */
export async function requirePrincipal(): Promise<Principal> {
  const { principal, secondFactorStep } = await requireIdentity();
  if (secondFactorStep === null) return principal;
  const path = await askedPath();
  redirect(`/account/security?next=${encodeURIComponent(path)}`);
}

/**
 * As {@link requirePrincipal}, but lets in who has yet to set up a second factor that is required of them: to set it up,
 * or to switch to an organization that does not require it. Nothing of the present one may be shown or done for them.
 * @param before `verify` also lets in who has yet to enter a code: to do that
 */
export async function requireIdentity(before: SecondFactorStep = 'set_up'): Promise<Identity> {
  const [found, path] = [await find(), await askedPath()];
  if (!(found instanceof ProblemError)) {
    if (found.secondFactorStep !== 'verify' || before === 'verify') return found;
    redirect(`/sign-in/verify?next=${encodeURIComponent(path)}`);
  }
  if (found.code === 'deletion_pending') redirect('/leaving');
  // The notice keeps the middleware, which saw a good token, from sending the person straight back here.
  const notice = found.status === 403 ? 'suspended' : 'session-over';
  redirect(`/sign-in?notice=${notice}&next=${encodeURIComponent(path)}`);
}

/** Who is signed in, whatever they have yet to do; null as of {@link getPrincipal}. For pages that ask for the rest. */
export async function getIdentity(): Promise<Identity | null> {
  const found = await find();
  return found instanceof ProblemError ? null : found;
}

/** The account of this request where it waits to be deleted, in which case it has no principal; null for any other. */
export async function getLeavingAccount(): Promise<LeavingAccount | null> {
  return leavingAccount(await presentHeaders());
}

/** The access token that this request brought, not verified. */
export async function currentAccessToken(): Promise<string | undefined> {
  return sessionIn(await presentHeaders())?.token;
}

async function askedPath(): Promise<string> {
  return safeNextPath((await headers()).get(PATH_HEADER));
}

/**
 * The headers of this request with the cookies as they are by now. A page that is rendered after an action of the same
 * request would otherwise see the session from before: one that has not passed the second factor yet.
 */
async function presentHeaders(): Promise<Headers> {
  const [present, jar] = [new Headers(await headers()), await cookies()];
  const pairs = jar.getAll().map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  if (pairs.length > 0) present.set('cookie', pairs.join('; '));
  return present;
}

const find = cache(async (): Promise<Identity | ProblemError> => {
  const present = await presentHeaders();
  // Some pages ask outside of any request's work; that somebody has signed in is recorded with where from all the same.
  const isWithinWork = currentRequestId() !== undefined;
  return isWithinWork ? findIn(present) : withRequestHeaders(present, () => findIn(present));
});

async function findIn(present: Headers): Promise<Identity | ProblemError> {
  try {
    const identity = await identifyHeaders(present);
    tellEdge(present, identity.principal);
    return identity;
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return error;
    throw error;
  }
}
