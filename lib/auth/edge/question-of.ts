import { areaOf } from './area';
import type { Question } from './finding';
import { featureFor } from './route-table';
import type { EdgeCaller } from './session-of';

type Asked = {
  method: string;
  pathname: string;
  caller: EdgeCaller;
  address: string | null;
  /** Whether an admin may be acting as somebody by this request. */
  mayAct: boolean;
};

/**
 * What Redis is asked about a request of who says who they are; null for what only shows a page that anybody may see.
 * The plan limits calls of the API and what pages send to change something. It does not limit pages themselves: the browser
 * fetches those ahead, as it likes. A call of the API counts against the quota here when its caller came by a session's token: what
 * the site asks for itself by its cookie is free, and calls by secrets are counted by the handler.
 *
 * Where an admin acts as somebody, all that is known here is the admin: it is they who are limited, and nothing of what they look
 * at is counted against anybody. Whose plan has a feature is then left to the handler.
 */
export function questionOf({ method, pathname, caller, address, mayAct }: Asked): Question | null {
  if (isApi(pathname)) {
    const isApiCall = caller.kind === 'session' && caller.from === 'bearer';
    const feature = mayAct ? null : featureFor(method, pathname);
    return { caller, address, isLimited: true, isApiCall, feature };
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
