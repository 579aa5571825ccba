import { problems } from '@/lib/http';
import { jwtValidationDuration, noteCaller } from '@/lib/observability';
import { checkAccessToken } from './access-token';
import { principalOfKey } from './api-keys/principal-of-key';
import { type Credential, credentialIn } from './credential';
import { principalOfExtension } from './extension/principal-of-extension';
import { findPrincipal, type SecondFactorStep } from './find-principal';
import { actingTokenIn } from './impersonation/acting-cookie';
import { type Acting, findActing } from './impersonation/find-acting';
import type { Principal } from './principal';
import { visitIn } from './sessions/visit';

/**
 * Who is there, and what they have yet to do before they may act. Where an admin acts as somebody, `principal` is that person
 * and `acting` has the rest.
 */
export type Identity = {
  principal: Principal;
  secondFactorStep: SecondFactorStep | null;
  acting: Acting | null;
};

/**
 * As whom a request is taken: as `whoever` its browser acts as, which is what all but the console asks; or as `oneself`, as
 * the session alone says.
 */
export type TakenAs = 'whoever' | 'oneself';

/**
 * Who a request acts as: its token is verified here, or its key looked up, and its rights are read from the database,
 * whatever the middleware did before.
 * @param headers of the request, which tell what its session is shown as
 * @param beforeSecondFactor lets in who has yet to set one up, for what has nothing to do with the organization
 * @throws ProblemError 401 without a good credential or for a session that was ended, 403 for an account that is suspended
 * or waits to be deleted, `mfa_required` before the second factor, and `impersonation_over` for an admin who does not act as
 * somebody any more, 503 when it cannot be decided
 */
export async function authenticate(
  credential: Credential | null,
  headers: Headers,
  beforeSecondFactor = false,
): Promise<Principal> {
  return (await authenticated(credential, headers, { beforeSecondFactor })).principal;
}

/** {@link authenticate} for what needs to know whether an admin acts as somebody, or asks who they are themselves. */
export async function authenticated(
  credential: Credential | null,
  headers: Headers,
  { beforeSecondFactor = false, as = 'whoever' }: { beforeSecondFactor?: boolean; as?: TakenAs } = {},
): Promise<Identity> {
  const identity = await identify(credential, headers, as);
  const { secondFactorStep } = identity;
  const mayGoOn = beforeSecondFactor && secondFactorStep === 'set_up';
  if (secondFactorStep && !mayGoOn) throw problems.mfaRequired(secondFactorStep);
  return identity;
}

/**
 * {@link authenticate} for the few places that must work before the second factor: those that ask for it, and those
 * that lead out of an organization which requires it. Whoever calls this decides what `secondFactorStep` still allows.
 */
export async function identify(
  credential: Credential | null,
  headers: Headers,
  as: TakenAs = 'whoever',
): Promise<Identity> {
  const identity = await actedIdentity(await identityWith(credential, headers), credential, headers, as);
  noteCaller(identity.principal, identity.acting?.self.userId);
  return identity;
}

// Only by the cookies of a browser: what a script brings to say who it is, is all that it says.
async function actedIdentity(
  own: Identity,
  credential: Credential | null,
  headers: Headers,
  as: TakenAs,
): Promise<Identity> {
  const token = as === 'whoever' && credential?.from === 'cookie' ? actingTokenIn(headers) : null;
  if (token === null) return own;
  if (own.secondFactorStep) throw problems.impersonationOver();
  const acting = await findActing(token, own.principal);
  return { principal: acting.principal, secondFactorStep: null, acting };
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
  return { principal: found.principal, secondFactorStep: found.secondFactorStep, acting: null };
}

const sessionOver = 'The session is over. Sign in again.';

/**
 * {@link identify} from the headers of a request to a page or a server action: sessions alone, for what scripts and
 * the extension may do is told by the scopes of the API's endpoints.
 */
export function identifyHeaders(headers: Headers, as: TakenAs = 'whoever'): Promise<Identity> {
  return identify(sessionIn(headers), headers, as);
}

/** The access token of a session that a request brought, not verified; null where it brought something else. */
export function sessionIn(headers: Headers): Extract<Credential, { kind: 'session' }> | null {
  const credential = credentialIn(headers);
  return credential?.kind === 'session' ? credential : null;
}

function passed(principal: Principal): Identity {
  return { principal, secondFactorStep: null, acting: null };
}
