import { problems } from '@/lib/http';
import { jwtValidationDuration, noteCaller } from '@/lib/observability';
import { checkAccessToken } from './access-token';
import { principalOfKey } from './api-keys/principal-of-key';
import { type Credential, credentialIn } from './credential';
import { principalOfExtension } from './extension/principal-of-extension';
import { findPrincipal } from './find-principal';
import type { Principal } from './principal';
import { visitIn } from './sessions/visit';

/**
 * Who a request acts as: its token is verified here, or its key looked up, and its rights are read from the database,
 * whatever the middleware did before.
 * @param headers of the request, which tell what its session is shown as
 * @throws ProblemError 401 without a good credential or for a session that was ended, 403 for an account that is suspended
 * or waits to be deleted, 503 when it cannot be decided
 */
export async function authenticate(credential: Credential | null, headers: Headers): Promise<Principal> {
  const principal = await principalWith(credential, headers);
  noteCaller(principal);
  return principal;
}

async function principalWith(credential: Credential | null, headers: Headers): Promise<Principal> {
  if (!credential) throw problems.unauthenticated();
  if (credential.kind === 'api_key') return principalOfKey(credential.token);
  if (credential.kind === 'extension') return principalOfExtension(credential.token);
  const endTimer = jwtValidationDuration.startTimer();
  const check = await checkAccessToken(credential.token);
  endTimer();
  if (check.state === 'unavailable') throw problems.unavailable('sign-in service', 5);
  if (check.state !== 'valid') throw problems.unauthenticated(sessionOver);

  const { sub, session_id: id } = check.claims;
  const found = await findPrincipal(sub, { id, ...visitIn(headers) });
  if (found.state === 'gone') throw problems.unauthenticated('This account does not exist any more.');
  if (found.state === 'suspended') throw problems.forbidden('This account is suspended.');
  if (found.state === 'session-over') throw problems.unauthenticated(sessionOver);
  if (found.state === 'leaving') throw problems.deletionPending(found.deletionDueAt);
  return found.principal;
}

const sessionOver = 'The session is over. Sign in again.';

/**
 * {@link authenticate} from the headers of a request to a page or a server action: sessions alone, for what scripts and
 * the extension may do is told by the scopes of the API's endpoints.
 */
export function authenticateHeaders(headers: Headers): Promise<Principal> {
  return authenticate(sessionIn(headers), headers);
}

/** The access token of a session that a request brought, not verified; null where it brought something else. */
export function sessionIn(headers: Headers): Extract<Credential, { kind: 'session' }> | null {
  const credential = credentialIn(headers);
  return credential?.kind === 'session' ? credential : null;
}
