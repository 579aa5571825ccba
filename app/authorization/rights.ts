import type { Scope } from '@/lib/auth/scopes';
import { type Caller, type Role, roles, type World } from './test-support';

/**
 * Who may use a route or a server action.
 * - `least`: the least role that may.
 * - `scope`: what a key or an extension must be allowed to do; `any` is every credential, null only sessions.
 * - `others`: what the owner of another organization gets: `own` is theirs, `none` is 404, because it names something
 *   of this organization.
 * - `before`: the step of two-factor sign-in before which it is open already.
 * - `acting`: what an admin may who acts as the owner: `read` it, `change` things with it once they may, or `never`. Without it
 *   they may read what a GET answers, and nothing else.
 */
export type Rights = {
  least: Role;
  scope: Scope | 'any' | null;
  others: 'own' | 'none';
  before?: 'verify' | 'set_up';
  acting?: 'read' | 'change' | 'never';
};

/** What is there for nobody but who runs the platform, in a browser. */
export type AdminOnly = { only: 'superadmin' };

/** What nobody may but an extension, about itself. */
export type ExtensionOnly = { only: 'extension' };

/** What came of asking: let through (whatever the answer then is), or refused with this status. */
export type Outcome = 'let through' | 401 | 403 | 404;

/** What must come of it for each caller. The scopes are those of an extension. */
export function expectedOutcome(
  rights: Rights | ExtensionOnly | AdminOnly,
  caller: Caller,
  extensionScopes: readonly Scope[],
  method: string,
): Outcome {
  if (caller === 'impersonator' || caller === 'raised impersonator')
    return isActingAllowed(rights, caller, method) ? 'let through' : 403;
  if (caller === 'nobody' || caller === 'expired' || caller === 'deleted') return 401;
  if (caller === 'suspended') return 403;
  const before = 'only' in rights ? undefined : rights.before;
  if (caller === 'unverified') return before === 'verify' ? 'let through' : 403;
  if (caller === 'factorless' && before === undefined) return 403;
  if ('only' in rights && rights.only === 'superadmin') return caller === 'superadmin' ? 'let through' : 404;
  if ('only' in rights) return caller === 'extension' ? 'let through' : 403;
  const { least, scope, others } = rights;
  if (caller === 'stranger' || caller === 'superadmin' || caller === 'factorless')
    return others === 'own' ? 'let through' : 404;
  if (caller === 'extension' || caller.startsWith('key ')) {
    const granted: readonly string[] =
      caller === 'extension' ? extensionScopes : [caller.slice('key '.length)];
    return scope === 'any' || (scope !== null && granted.includes(scope)) ? 'let through' : 403;
  }
  return roles.indexOf(caller as Role) >= roles.indexOf(least) ? 'let through' : 403;
}

// In the console they are who they are.
function isActingAllowed(
  rights: Rights | ExtensionOnly | AdminOnly,
  caller: 'impersonator' | 'raised impersonator',
  method: string,
): boolean {
  if ('only' in rights) return rights.only === 'superadmin';
  const { acting = method === 'GET' ? 'read' : 'never' } = rights;
  return acting === 'read' || (acting === 'change' && caller === 'raised impersonator');
}

/** What a sample is made of; its values are those of the world's organization. */
export type Sample = {
  params?: Record<string, string>;
  body?: unknown;
};

/** How a route is asked. */
export type Asked = { sample?: (world: World, caller: Caller) => Promise<Sample> | Sample };
