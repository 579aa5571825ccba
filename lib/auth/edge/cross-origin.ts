import { env } from '@/lib/env';

/**
 * The answer to a browser that asks whether a page of another origin may call the API; null for every other request,
 * and for origins that may not, which get no such permission from whatever answers them instead.
 */
export function corsAnswer(request: Asked): Response | null {
  const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
  const permission = isPreflight ? permissionFor(request) : null;
  if (!permission) return null;
  return new Response(null, { status: 204, headers: { ...permission, ...preflightHeaders, vary: 'Origin' } });
}

/**
 * Lets the caller read an answer of the API, good or bad, when its origin may. Permission only ever covers what a
 * caller proves by a token: cookies are never allowed from another origin.
 */
export function withCors<Answer extends Response>(request: Asked, response: Answer): Answer {
  if (!isApi(request)) return response;
  // Also without permission: a cache must not show one origin what was answered to another.
  response.headers.append('vary', 'Origin');
  for (const [name, value] of Object.entries(permissionFor(request) ?? {})) response.headers.set(name, value);
  return response;
}

/**
 * The origins whose pages may call the API: the site's own and those of the configured extensions, by their exact
 * name. Never a pattern, and never the origin that happens to ask.
 */
export function isAllowedOrigin(origin: string, { APP_URL, EXTENSION_IDS }: Allowed): boolean {
  return (
    origin === new URL(APP_URL).origin || EXTENSION_IDS.some((id) => origin === `chrome-extension://${id}`)
  );
}

type Asked = Pick<Request, 'method' | 'url' | 'headers'>;
type Allowed = { APP_URL: string; EXTENSION_IDS: readonly string[] };

function permissionFor(request: Asked): Record<string, string> | null {
  const origin = request.headers.get('origin');
  if (origin === null || !isApi(request) || !isAllowedOrigin(origin, env())) return null;
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed };
}

function isApi({ url }: Asked): boolean {
  return new URL(url).pathname.startsWith('/api/');
}

const exposed = [
  'X-Request-Id',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
].join(', ');

const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, X-API-Key, X-Request-Id',
  // Seconds. Chrome keeps it for two hours at most; an extension that is taken off the list loses it after ten minutes.
  'access-control-max-age': '600',
};
