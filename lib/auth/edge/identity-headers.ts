/** Header in which the middleware tells pages the path that was asked for. For coming back after signing in only. */
export const PATH_HEADER = 'x-foothold-path';

/**
 * Header in which the middleware asks the handler to tell the edge for whom the user acts and what that organization may do.
 * Whoever forges it around the middleware makes us look up what is their own.
 */
export const UNSURE_HEADER = 'x-foothold-unsure';

/** Header in which the middleware tells an action that the person did too much, and how many seconds to wait. */
export const WAIT_HEADER = 'x-foothold-wait';

/**
 * Removes every header by which a caller could claim to be someone, or to have passed the middleware already
 * (CVE-2025-29927). Nothing in this product trusts such a header; this is the second lock.
 */
export function stripIdentityHeaders(headers: Headers): void {
  for (const name of [...headers.keys()]) {
    if (exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix))) headers.delete(name);
  }
}

const exact = new Set([
  'x-middleware-subrequest',
  'x-middleware-subrequest-id',
  'x-forwarded-user',
  'x-forwarded-email',
  'remote-user',
]);

const prefixes = [
  'x-foothold-',
  'x-user',
  'x-organization',
  'x-org-',
  'x-tenant',
  'x-principal',
  'x-actor',
  'x-role',
  'x-plan',
  'x-session',
  'x-auth-',
  'x-authenticated-',
  'x-supabase-',
];
