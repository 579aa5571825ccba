import { areaOf } from './area';
import type { Question } from './finding';
import { featureFor } from './route-table';
import type { EdgeCaller } from './session-of';

type Asked = { method: string; pathname: string; caller: EdgeCaller; address: string | null };

/**
 * What Redis is asked about a request of who says who they are; null for what only shows a page that anybody may see.
 * The plan limits calls of the API and what pages send to change something. It does not limit pages themselves: the browser
 * fetches those ahead, as it likes. A call of the API counts against the quota here when its caller came by a session's token: what
 * the site asks for itself by its cookie is free, and calls by secrets are counted by the handler.
 */
export function questionOf({ method, pathname, caller, address }: Asked): Question | null {
  if (isApi(pathname)) {
    const isApiCall = caller.kind === 'session' && caller.from === 'bearer';
    return { caller, address, isLimited: true, isApiCall, feature: featureFor(method, pathname) };
  }
  // Pages take sessions alone.
  if (caller.kind === 'secret') return null;
  const shows = method === 'GET' || method === 'HEAD';
  if (shows && areaOf(pathname) !== 'member') return null;
  return { caller, address, isLimited: !shows, isApiCall: false, feature: null };
}

/** Whether a path is the API's and needs a caller, by its present address or by an older one. */
export function isApi(pathname: string): boolean {
  return areaOf(pathname) === 'api' || pathname.startsWith('/v1/');
}
