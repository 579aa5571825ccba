import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { ProblemError, safeNextPath } from '@/lib/http';
import { currentRequestId } from '@/lib/observability';
import { type Identity, identifyHeaders, sessionIn, type TakenAs } from './authenticate';
import { PATH_HEADER } from './edge/identity-headers';
import type { SecondFactorStep } from './find-principal';
import type { Acting } from './impersonation/find-acting';
import { recordActingHere } from './impersonation/record-acting-here';
import { type LeavingAccount, leavingAccount } from './leaving-account';
import { presentHeaders } from './present-headers';
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
  return requireFound(await find(), before);
}

/**
 * As {@link requireIdentity}, for layouts alone: a browser fetches those ahead, so that what an admin who acts as somebody has
 * looked at is recorded by the pages in them.
 */
export async function requireIdentityForLayout(): Promise<Identity> {
  return requireFound(await findUnrecorded('whoever'));
}

/** As whom an admin acts in this browser, for layouts; null for everybody else. As {@link requireIdentityForLayout}. */
export async function getActingForLayout(): Promise<Acting | null> {
  const found = await findUnrecorded('whoever');
  return found instanceof ProblemError ? null : found.acting;
}

/** As {@link requirePrincipal}, but whom the session names, also where they act as somebody else. For the console. */
export async function requireOneself(): Promise<Principal> {
  const { principal, secondFactorStep } = await requireFound(await findUnrecorded('oneself'));
  if (secondFactorStep === null) return principal;
  const path = await askedPath();
  redirect(`/account/security?next=${encodeURIComponent(path)}`);
}

/**
 * As {@link requirePrincipal}, for pages that lead to where money is paid: there an admin who acts as somebody is refused, as
 * everywhere where that is done.
 */
export async function requirePayer(): Promise<Principal> {
  const principal = await requirePrincipal();
  if (principal.via === 'impersonation') redirect('/account/billing');
  return principal;
}

async function requireFound(
  found: Identity | ProblemError,
  before: SecondFactorStep = 'set_up',
): Promise<Identity> {
  const path = await askedPath();
  if (!(found instanceof ProblemError)) {
    if (found.secondFactorStep !== 'verify' || before === 'verify') return found;
    redirect(`/sign-in/verify?next=${encodeURIComponent(path)}`);
  }
  if (found.code === 'deletion_pending') redirect('/leaving');
  if (found.code === 'impersonation_over') redirect(`/auth/acting?next=${encodeURIComponent(path)}`);
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

async function find(): Promise<Identity | ProblemError> {
  const found = await findUnrecorded('whoever');
  if (!(found instanceof ProblemError) && found.acting)
    await recordActingHere(found.principal, { kind: 'page', method: 'GET', whileActing: 'read' });
  return found;
}

const findUnrecorded = cache(async (as: TakenAs): Promise<Identity | ProblemError> => {
  const present = await presentHeaders();
  // Some pages ask outside of any request's work; that somebody has signed in is recorded with where from all the same.
  const isWithinWork = currentRequestId() !== undefined;
  return isWithinWork ? findIn(present, as) : withRequestHeaders(present, () => findIn(present, as));
});

async function findIn(present: Headers, as: TakenAs): Promise<Identity | ProblemError> {
  try {
    const identity = await identifyHeaders(present, as);
    tellEdge(present, identity.acting?.self ?? identity.principal);
    return identity;
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return error;
    throw error;
  }
}
