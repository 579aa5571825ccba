import { type NextFetchEvent, type NextRequest, NextResponse } from 'next/server';
import {
  apiCallerOf,
  corsAnswer,
  type Decision,
  gate,
  PATH_HEADER,
  pathOf,
  sessionOf,
  stripIdentityHeaders,
  withCookies,
  withCors,
} from '@/lib/auth/edge';
import { env } from '@/lib/env';
import { toProblem } from '@/lib/http/problem';
import { problemResponse } from '@/lib/http/response';
import { REQUEST_ID_HEADER, requestIdFrom } from '@/lib/observability/request-id';
import { countApiCall } from '@/lib/usage/edge';

/**
 * What every request passes first: correlation id, no borrowed identity, session verified and refreshed, gate, and the
 * count of API calls, for which no answer waits. It spares handlers work and people detours; nothing relies on it, for every handler authenticates again.
 */
export async function middleware(
  request: NextRequest,
  event: Pick<NextFetchEvent, 'waitUntil'>,
): Promise<NextResponse> {
  const preflight = corsAnswer(request);
  if (preflight) return new NextResponse(null, preflight);
  const requestId = requestIdFrom(request.headers);
  const headers = new Headers(request.headers);
  stripIdentityHeaders(headers);
  headers.set(REQUEST_ID_HEADER, requestId);
  headers.set(PATH_HEADER, pathOf(request.nextUrl));

  const session = await sessionOf(headers);
  const decision = gate({ method: request.method, url: request.nextUrl, session: session.state });
  const apiCaller = apiCallerOf(request.nextUrl.pathname, session, decision);
  if (apiCaller) event.waitUntil(countApiCall(apiCaller));

  const response = answer(decision, withCookies(headers, session.writes), requestId);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  for (const { name, value, options } of session.writes) response.cookies.set(name, value, options);
  if (session.writes.length > 0) response.headers.set('cache-control', 'private, no-store');
  return withCors(request, response);
}

/** Not for files, not for what proves itself by a signature, not for what a load balancer, a collector of metrics or a scheduler asks. */
export const config = {
  matcher: [
    '/((?!_next/|api/billing/webhooks/|api/webhook/|api/health/|api/metrics$|api/cron/|[\\w-]+\\.(?:ico|svg|png|txt|xml|webmanifest)$).*)',
  ],
};

function answer(decision: Decision, headers: Headers, requestId: string): NextResponse {
  if (decision.kind === 'pass') return NextResponse.next({ request: { headers } });
  // The public address and not the one that a proxy reached us under.
  if (decision.kind === 'redirect') return NextResponse.redirect(new URL(decision.to, env().APP_URL), 307);
  const refused = problemResponse(toProblem(decision.problem, requestId));
  return new NextResponse(refused.body, refused);
}
