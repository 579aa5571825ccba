import { areaOf } from './area';
import type { Question } from './check-session';
import { featureFor } from './route-table';
import type { EdgeCaller } from './session-of';

type Asked = { method: string; pathname: string; caller: EdgeCaller };

/**
 * What Redis is asked about a request of who is signed in; null for what only shows a page that anybody may see.
 * The plan limits calls of the API and what pages send to change something. It does not limit pages themselves: the browser
 * fetches those ahead, as it likes. A call of the API counts against the quota when its caller came by a token: what the site asks
 * for itself by its cookie is free.
 */
export function questionOf({ method, pathname, caller }: Asked): Question | null {
  if (isApi(pathname)) {
    return {
      caller,
      isLimited: true,
      isApiCall: caller.from === 'bearer',
      feature: featureFor(method, pathname),
    };
  }
  const shows = method === 'GET' || method === 'HEAD';
  if (shows && areaOf(pathname) !== 'member') return null;
  return { caller, isLimited: !shows, isApiCall: false, feature: null };
}

/** Whether a path is the API's and needs a caller, by its present address or by an older one. */
export function isApi(pathname: string): boolean {
  return areaOf(pathname) === 'api' || pathname.startsWith('/v1/');
}
