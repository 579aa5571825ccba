import { type NextRequest, NextResponse } from 'next/server';
import {
  actingTokenIn,
  CONTENT_SECURITY_POLICY,
  checkCaller,
  checkForged,
  contentSecurityOf,
  corsAnswer,
  type Decision,
  type EdgeSession,
  gate,
  isApi,
  PATH_HEADER,
  pathOf,
  questionOf,
  sessionOf,
  sessionRemovals,
  stripIdentityHeaders,
  type Verdict,
  verdictOf,
  withCookies,
  withCors,
} from '@/lib/auth/edge';
import { env } from '@/lib/env';
import { toProblem } from '@/lib/http/problem';
import { problemResponse } from '@/lib/http/response';
import { REQUEST_ID_HEADER, requestIdFrom } from '@/lib/observability/request-id';
import { limitedAddress } from '@/lib/rate-limits/edge';

/**
 * What every request passes first: correlation id, no borrowed identity, session verified and refreshed, gate, and for who is
 * signed in one round trip to Redis: revoked sessions, blocked users, rate limit, plan, count of API calls. It spares
 * handlers work and people detours; nothing relies on it, for every handler authenticates again.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const preflight = corsAnswer(request);
  if (preflight) return new NextResponse(null, preflight);
  const requestId = requestIdFrom(request.headers);
  const headers = new Headers(request.headers);
  stripIdentityHeaders(headers);
  headers.set(REQUEST_ID_HEADER, requestId);
  headers.set(PATH_HEADER, pathOf(request.nextUrl));
  const contentSecurity = contentSecurityOf(headers, request.nextUrl.pathname);

  const session = await sessionOf(headers);
  const { decision, toHandler, toCaller, writes } = await judge(request, session);
  for (const [name, value] of Object.entries(toHandler)) headers.set(name, value);

  const response = answer(decision, withCookies(headers, writes), requestId);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  if (contentSecurity) response.headers.set(CONTENT_SECURITY_POLICY, contentSecurity);
  for (const [name, value] of Object.entries(toCaller)) response.headers.set(name, value);
  for (const { name, value, options } of writes) response.cookies.set(name, value, options);
  if (writes.length > 0) response.headers.set('cache-control', 'private, no-store');
  return withCors(request, response);
}

/** Not for files, not for what proves itself by a signature, not for what a load balancer, a collector of metrics or a scheduler asks. */
export const config = {
  matcher: [
    '/((?!_next/|api/billing/webhooks/stripe$|api/webhook/stripe$|api/health/(?:live|ready)$|api/metrics$|api/cron/[a-z_.]+$|[\\w-]+\\.(?:ico|svg|png|txt|xml|webmanifest)$).*)',
  ],
};

/** First what needs nobody to be asked, then what Redis says, for what is left. */
async function judge(
  { method, nextUrl: url, cookies, headers }: NextRequest,
  { state, caller, writes }: EdgeSession,
): Promise<Verdict & Pick<EdgeSession, 'writes'>> {
  const decision = gate({ method, url, session: state });
  const asked = { method, url, isApi: isApi(url.pathname) };
  const address = limitedAddress(headers);
  if (state === 'forged' && decision.kind === 'refuse')
    return { ...verdictOf(checkForged(address), { ...asked, feature: null }), writes };
  const mayAsk = caller && decision.kind === 'pass';
  const mayAct = actingTokenIn(headers) !== null;
  const question = mayAsk ? questionOf({ method, pathname: url.pathname, caller, address, mayAct }) : null;
  if (!question) return { decision, toHandler: {}, toCaller: {}, writes };
  const finding = await checkCaller(question);
  const verdict = verdictOf(finding, { ...asked, feature: question.feature });
  // It goes out of the browser, as one does that cannot be refreshed.
  const isOver =
    finding.state === 'revoked' &&
    caller?.kind === 'session' &&
    caller.from === 'cookie' &&
    verdict.decision.kind !== 'pass';
  return { ...verdict, writes: isOver ? sessionRemovals(cookies.getAll()) : writes };
}

function answer(decision: Decision, headers: Headers, requestId: string): NextResponse {
  if (decision.kind === 'pass') return NextResponse.next({ request: { headers } });
  // The public address and not the one that a proxy reached us under.
  if (decision.kind === 'redirect') return NextResponse.redirect(new URL(decision.to, env().APP_URL), 307);
  const refused = problemResponse(toProblem(decision.problem, requestId));
  return new NextResponse(refused.body, refused);
}
