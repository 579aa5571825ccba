import { type Endpoint, problems } from '@/lib/http';
import type { Principal } from './principal';

/**
 * Holds a credential to what it is good for. A session is good for whatever the role allows.
 * @param scope of the endpoint; without one it is for sessions alone, and `any` is for every credential
 * @throws ProblemError 403, which names the scope that is missing
 */
export function requireScope(principal: Pick<Principal, 'scopes'>, scope: Endpoint['scope']): void {
  if (principal.scopes === null || scope === 'any') return;
  if (scope === undefined) throw problems.forbidden('This takes a session: sign in on the site to do it.');
  if (!principal.scopes.includes(scope)) throw problems.scopeMissing(scope);
}
