import { problems, type Scope } from '@/lib/http';
import type { Principal } from './principal';

/**
 * Holds a credential to what it is good for. A session is good for whatever the role allows.
 * @param scope of the endpoint; without one it is for sessions alone
 * @throws ProblemError 403, which names the scope that is missing
 */
export function requireScope(principal: Pick<Principal, 'scopes'>, scope: Scope | undefined): void {
  if (principal.scopes === null) return;
  if (scope === undefined) throw problems.forbidden('This takes a session: sign in on the site to do it.');
  if (!principal.scopes.includes(scope)) throw problems.scopeMissing(scope);
}
