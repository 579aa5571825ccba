import { problems } from '@/lib/http';
import { jwtValidationDuration, noteCaller } from '@/lib/observability';
import { checkAccessToken } from './access-token';
import { principalOfKey } from './api-keys/principal-of-key';
import { type Credential, credentialIn } from './credential';
import { principalOfExtension } from './extension/principal-of-extension';
import { findPrincipal, type SecondFactorStep } from './find-principal';
import type { Principal } from './principal';
import { visitIn } from './sessions/visit';

/** Who is there, and what they have yet to do before they may act. */
export type Identity = { principal: Principal; secondFactorStep: SecondFactorStep | null };

/**
 * Who a request acts as: its token is verified here, or its key looked up, and its rights are read from the database,
 * whatever the middleware did before.
 * @param headers of the request, which tell what its session is shown as
 * @param beforeSecondFactor lets in who has yet to set one up, for what has nothing to do with the organization
 * @throws ProblemError 401 without a good credential or for a session that was ended, 403 for an account that is suspended
 * or waits to be deleted, and `mfa_required` before the second factor, 503 when it cannot be decided
 */
export async function authenticate(
  credential: Credential | null,
  headers: Headers,
  beforeSecondFactor = false,
): Promise<Principal> {
  const { principal, secondFactorStep } = await identify(credential, headers);
  const mayGoOn = beforeSecondFactor && secondFactorStep === 'set_up';
  if (secondFactorStep && !mayGoOn) throw problems.mfaRequired(secondFactorStep);
  return principal;
}

/**
 * {@link authenticate} for the few places that must work before the second factor: those that ask for it, and those
 * that lead out of an organization which requires it. Whoever calls this decides what `secondFactorStep` still allows.
 */
export async function identify(credential: Credential | null, headers: Headers): Promise<Identity> {
  const identity = await identityWith(credential, headers);
  noteCaller(identity.principal);
  return identity;
}

async function identityWith(credential: Credential | null, headers: Headers): Promise<Identity> {
  if (!credential) throw problems.unauthenticated();
  // What scripts and the extension bring was made by a session that had passed.
  if (credential.kind === 'api_key') return passed(await principalOfKey(credential.token));
  if (credential.kind === 'extension') return passed(await principalOfExtension(credential.token));
  const endTimer = jwtValidationDuration.startTimer();
  const check = await checkAccessToken(credential.token);
  endTimer();
  if (check.state === 'unavailable') throw problems.unavailable('sign-in service', 5);
  if (check.state !== 'valid') throw problems.unauthenticated(sessionOver);

  const { sub, session_id: id, aal } = check.claims;
  const found = await findPrincipal(sub, { id, ...visitIn(headers) }, aal === 'aal2');
  if (found.state === 'gone') throw problems.unauthenticated('This account does not exist any more.');
  if (found.state === 'suspended') throw problems.forbidden('This account is suspended.');
  if (found.state === 'session-over') throw problems.unauthenticated(sessionOver);
  if (found.state === 'leaving') throw problems.deletionPending(found.deletionDueAt);
  return { principal: found.principal, secondFactorStep: found.secondFactorStep };
}

const sessionOver = 'The session is over. Sign in again.';

/**
 * {@link identify} from the headers of a request to a page or a server action: sessions alone, for what scripts and
 * the extension may do is told by the scopes of the API's endpoints.
 */
export function identifyHeaders(headers: Headers): Promise<Identity> {
  return identify(sessionIn(headers), headers);
}

/** The access token of a session that a request brought, not verified; null where it brought something else. */
export function sessionIn(headers: Headers): Extract<Credential, { kind: 'session' }> | null {
  const credential = credentialIn(headers);
  return credential?.kind === 'session' ? credential : null;
}

function passed(principal: Principal): Identity {
  return { principal, secondFactorStep: null };
}
