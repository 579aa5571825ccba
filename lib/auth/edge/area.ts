/** `member` pages need a signed-in person, `guest` pages are for nobody else, `api` answers with problems. */
export type Area = 'api' | 'open-api' | 'member' | 'guest' | 'open';

/**
 * Which area a path belongs to. A page that is missing here is not open for that: its own `requirePrincipal`
 * decides; this only spares a signed-out person the detour.
 */
export function areaOf(pathname: string): Area {
  if (isUnder(pathname, '/api')) {
    return openApiPaths.some((path) => isUnder(pathname, path)) ? 'open-api' : 'api';
  }
  if (memberPaths.some((path) => isUnder(pathname, path))) return 'member';
  return guestPaths.has(pathname) ? 'guest' : 'open';
}

/** Whether a path is the console's, by its pages or by the API, under the present address or an older one. */
export function isConsole(pathname: string): boolean {
  return consolePaths.some((path) => isUnder(pathname, path));
}

/** Endpoints whose definition says `auth: 'none'`. A test holds this to the definitions. */
const openApiPaths = [
  '/api/openapi.json',
  '/api/health',
  '/api/billing/plans',
  '/api/auth/extension/token',
  '/api/notifications/unsubscribe',
  '/api/calendar',
];
const memberPaths = ['/admin', '/jobs', '/account', '/billing', '/extension', '/organization', '/reminders'];
const consolePaths = ['/admin', '/api/admin', '/v1/admin'];
const guestPaths = new Set(['/sign-in', '/sign-up']);

function isUnder(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(`${path}/`);
}
