import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { ProblemError, safeNextPath } from '@/lib/http';
import { authenticateHeaders, sessionIn } from './authenticate';
import { PATH_HEADER } from './edge/identity-headers';
import { type LeavingAccount, leavingAccount } from './leaving-account';
import type { Principal } from './principal';
import { tellEdge } from './tell-edge';

export { currentProof } from './current-proof';
export { mailedTo, rememberMailedTo } from './mailed-to';
export { runAction } from './run-action';
export { submitForm } from './submit-form';
export { supabaseAs } from './supabase-as';
export { supabaseServer } from './supabase-server';
export { withRequest } from './with-request';

/**
 * Who this request acts as, for server components and actions; null when nobody is signed in or the account is
 * suspended or gone. Asked once per request.
 * @throws ProblemError 503 when it cannot be decided
 */
export async function getPrincipal(): Promise<Principal | null> {
  const found = await find();
  return found instanceof ProblemError ? null : found;
}

/** As {@link getPrincipal}, but sends whoever is not signed in to sign in and come back here. */
export async function requirePrincipal(): Promise<Principal> {
  const found = await find();
  if (!(found instanceof ProblemError)) return found;
  if (found.code === 'deletion_pending') redirect('/leaving');
  const path = safeNextPath((await headers()).get(PATH_HEADER));
  // The notice keeps the middleware, which saw a good token, from sending the person straight back here.
  const notice = found.status === 403 ? 'suspended' : 'session-over';
  redirect(`/sign-in?notice=${notice}&next=${encodeURIComponent(path)}`);
}

/** The account of this request where it waits to be deleted, in which case it has no principal; null for any other. */
export async function getLeavingAccount(): Promise<LeavingAccount | null> {
  return leavingAccount(await headers());
}

/** The access token that this request brought, not verified. */
export async function currentAccessToken(): Promise<string | undefined> {
  return sessionIn(await headers())?.token;
}

const find = cache(async (): Promise<Principal | ProblemError> => {
  try {
    const given = await headers();
    const principal = await authenticateHeaders(given);
    tellEdge(given, principal);
    return principal;
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return error;
    throw error;
  }
});
