import { type ProblemError, problems } from '@/lib/http/problem';
import { safeNextPath } from '@/lib/http/safe-next-path';
import { areaOf, isConsole } from './area';
import type { EdgeSession } from './session-of';

/** What the middleware does with a request. */
export type Decision =
  | { kind: 'pass' }
  | { kind: 'redirect'; to: string }
  | { kind: 'refuse'; problem: ProblemError };

type Asked = { method: string; url: URL; session: EdgeSession['state'] };

/** Decides from the area of the address and from who is there. */
export function gate({ method, url, session }: Asked): Decision {
  // No key and no extension is ever let in there. Whether a session is an admin's is for the handler alone to say: what is
  // known here may be out of date, and must lock nobody out.
  if (session === 'secret' && isConsole(url.pathname))
    return { kind: 'refuse', problem: problems.notFound() };
  const area = areaOf(url.pathname);
  if (area === 'api' && session !== 'signed-in' && session !== 'secret') return refuseApi(session);
  // Next answers it with an error of its own, in plain text, before any handler is asked.
  if ((area === 'api' || area === 'open-api') && !isDecodable(url.pathname))
    return { kind: 'refuse', problem: problems.notFound('There is no such address.') };
  if (area === 'api') return pass;
  // Forms post to the page they are on; their action decides, and answers in the form that React expects.
  if (method !== 'GET' && method !== 'HEAD') return pass;
  if (area === 'member' && session !== 'signed-in') {
    const notice = session === 'unknown' ? 'notice=unavailable&' : '';
    return { kind: 'redirect', to: `/sign-in?${notice}next=${encodeURIComponent(pathOf(url))}` };
  }
  // With a notice the page has something to say, such as that this very session is not accepted any more.
  if (area === 'guest' && session === 'signed-in' && !url.searchParams.has('notice')) {
    return { kind: 'redirect', to: safeNextPath(url.searchParams.get('next')) };
  }
  return pass;
}

/** Path and query as the person asked for them, without what the router adds. */
export function pathOf(url: URL): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete('_rsc');
  return query.size === 0 ? url.pathname : `${url.pathname}?${query}`;
}

/** Lets the request through to its handler. */
export const pass: Decision = { kind: 'pass' };

function refuseApi(session: EdgeSession['state']): Decision {
  const problem =
    session === 'unknown' ? problems.unavailable('sign-in service', 5) : problems.unauthenticated();
  return { kind: 'refuse', problem };
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}
