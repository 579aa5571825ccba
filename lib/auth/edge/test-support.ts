import { setTimeout as sleep } from 'node:timers/promises';
import { NextRequest } from 'next/server';
import { env } from '@/lib/env';
import { makePerson } from '@/local/test/people';
import {
  accessTokenIn,
  cookieHeader,
  endedClaims,
  resigned,
  sessionCookiesOf,
  withAccessToken,
} from '@/local/test/sessions';
import { middleware } from '@/middleware';
import type { RouteHandler } from '../serve';
import type { SentCookie } from '../session-cookie';

/** Sends a request through the middleware. */
export function pass(
  path: string,
  cookies: readonly SentCookie[],
  headers: Record<string, string> = {},
  method = 'GET',
) {
  return middleware(
    new NextRequest(new URL(path, env().APP_URL), { headers: sent(cookies, headers), method }),
  );
}

/** Waits where a minute is nearly over, so that none turns within the next seconds and a limit begins anew. */
export async function awayFromTurnOfMinute(): Promise<void> {
  const leftMs = 60_000 - (Date.now() % 60_000);
  if (leftMs < 8_000) await sleep(leftMs);
}

/** Whether the middleware let it through to its handler. */
export function passed(response: Response): boolean {
  return response.headers.get('x-middleware-next') === '1';
}

/** How Next carries a header that the middleware changed to the handler. */
export function handlerSees(response: Response, name: string): string | null {
  const kept = response.headers.get('x-middleware-override-headers')?.split(',') ?? [];
  return kept.includes(name) ? response.headers.get(`x-middleware-request-${name}`) : null;
}

/** Has a handler answer a GET as the middleware let it through, or gives the middleware's own answer, as Next does. */
export async function answerOf(
  handler: RouteHandler,
  path: string,
  cookies: readonly SentCookie[],
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await pass(path, cookies, headers);
  return passed(response) ? handled(handler, path, response) : response;
}

/** The status with which a handler answers what the middleware let through. */
export async function statusOf(handler: RouteHandler, path: string, through: Response): Promise<number> {
  return (await handled(handler, path, through)).status;
}

/** The cookies of a new session whose access token has ended. */
export async function endedSession(changed: { refreshToken?: string } = {}): Promise<SentCookie[]> {
  const cookies = await sessionCookiesOf(await makePerson());
  const token = await resigned(accessTokenIn(cookies), endedClaims());
  const session = { ...(changed.refreshToken ? { refresh_token: changed.refreshToken } : {}), expires_at: 1 };
  return withAccessToken(cookies, token, session);
}

function sent(cookies: readonly SentCookie[], headers: Record<string, string>): Headers {
  const all = new Headers(headers);
  const filled = cookies.filter(({ value }) => value !== '');
  if (filled.length > 0) all.set('cookie', cookieHeader(filled));
  return all;
}

function handled(handler: RouteHandler, path: string, through: Response): Promise<Response> {
  const headers = new Headers();
  for (const name of through.headers.get('x-middleware-override-headers')?.split(',') ?? [])
    headers.set(name, handlerSees(through, name) ?? '');
  return handler(new Request(new URL(path, env().APP_URL), { headers }));
}
