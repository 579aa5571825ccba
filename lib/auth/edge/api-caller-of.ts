import { areaOf } from './area';
import type { Decision } from './gate';
import type { EdgeSession } from './session-of';

/**
 * The user for whom a request counts as a call of the API: one that names its caller by a token and is let through. What
 * a browser asks for by its cookie is the site itself, and what needs no caller is free.
 */
export function apiCallerOf(pathname: string, session: EdgeSession, decision: Decision): string | undefined {
  if (decision.kind !== 'pass') return undefined;
  const isApi = areaOf(pathname) === 'api' || pathname.startsWith('/v1/');
  return isApi ? session.bearerUserId : undefined;
}
