import { NextRequest } from 'next/server';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { env } from '@/lib/env';
import { drainApiCalls } from '@/lib/usage';
import { tallyOf } from '@/lib/usage/test-support';
import { makePerson } from '@/local/test/people';
import {
  accessTokenIn,
  cookieHeader,
  endedClaims,
  resigned,
  sessionCookiesOf,
  tampered,
  withAccessToken,
} from '@/local/test/sessions';
import { middleware } from '@/middleware';
import { cookiesIn, SESSION_COOKIE, type SentCookie, sessionTokensIn } from '../session-cookie';

let fresh: SentCookie[];
let ended: SentCookie[];

beforeAll(async () => {
  fresh = await sessionCookiesOf(await makePerson());
  ended = await endedSession();
  // The keys are fetched before any test takes the network away.
  await pass('/jobs', fresh);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('middleware', () => {
  it('lets a good session through without asking Supabase', async () => {
    const asked = vi.fn(fetch);
    vi.stubGlobal('fetch', asked);
    expect(passed(await pass('/jobs', fresh))).toBe(true);
    expect(asked).not.toHaveBeenCalled();
  });

  it('makes handlers see its own correlation id and path, and no claimed identity', async () => {
    const response = await pass('/jobs?q=x', fresh, {
      'x-user-id': 'somebody',
      'x-foothold-path': '/admin',
      'x-middleware-subrequest': 'middleware',
    });
    const requestId = response.headers.get('x-request-id');
    expect(requestId).toMatch(/^req_/);
    expect(handlerSees(response, 'x-request-id')).toBe(requestId);
    expect(handlerSees(response, 'x-foothold-path')).toBe('/jobs?q=x');
    expect(handlerSees(response, 'x-user-id')).toBeNull();
    expect(handlerSees(response, 'x-middleware-subrequest')).toBeNull();
  });

  it('refreshes a session whose token has ended, for the handler and for the browser', async () => {
    const response = await pass('/jobs', await endedSession());
    expect(passed(response)).toBe(true);
    const written = sessionTokensIn(response.cookies.getAll());
    const seen = sessionTokensIn(cookiesIn(handlerSees(response, 'cookie')));
    expect(written?.accessToken).toBeTruthy();
    expect(seen).toEqual(written);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    for (const cookie of response.cookies.getAll().filter(({ value }) => value !== '')) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
    }
  });

  it('refreshes for requests that come at once, and signs none of them out', async () => {
    const cookies = await endedSession();
    const responses = await Promise.all(Array.from({ length: 8 }, () => pass('/jobs', cookies)));
    for (const response of responses) {
      expect(passed(response)).toBe(true);
      const tokens = sessionTokensIn(response.cookies.getAll());
      // Each of the sessions handed out must be one that works on.
      expect(passed(await pass('/jobs', response.cookies.getAll()))).toBe(true);
      expect(tokens?.refreshToken).toBeTruthy();
    }
  });

  it('ends a session whose refresh token is not accepted, and takes its cookie away', async () => {
    const cookies = await endedSession({ refreshToken: 'not-a-refresh-token' });
    const response = await pass('/jobs', cookies);
    expect(response.headers.get('location')).toBe(`${env().APP_URL}/sign-in?next=%2Fjobs`);
    const removed = response.cookies.getAll().filter(({ name }) => name.startsWith(SESSION_COOKIE));
    expect(removed.length).toBeGreaterThan(0);
    expect(removed.every(({ value, maxAge }) => value === '' && maxAge === 0)).toBe(true);
  });

  it('takes a tampered session for none, and does not refresh it', async () => {
    const asked = vi.fn(fetch);
    vi.stubGlobal('fetch', asked);
    const cookies = withAccessToken(fresh, tampered(accessTokenIn(fresh)));
    expect((await pass('/jobs', cookies)).headers.get('location')).toContain('/sign-in?next=%2Fjobs');
    expect((await pass('/api/jobs', cookies)).status).toBe(401);
    expect(asked).not.toHaveBeenCalled();
  });

  it('keeps who holds a valid token signed in while Supabase is down', async () => {
    const endsSoon = await resigned(accessTokenIn(fresh), { exp: Math.floor(Date.now() / 1000) + 30 });
    takeNetworkAway();
    expect(passed(await pass('/jobs', fresh))).toBe(true);
    const response = await pass('/jobs', withAccessToken(fresh, endsSoon));
    expect(passed(response)).toBe(true);
    expect(response.cookies.getAll()).toEqual([]);
  });

  it('says so, and takes no cookie away, when only Supabase could tell and is down', async () => {
    takeNetworkAway();
    const page = await pass('/jobs', ended);
    expect(page.headers.get('location')).toContain('/sign-in?notice=unavailable&next=%2Fjobs');
    expect(page.cookies.getAll()).toEqual([]);
    const api = await pass('/api/jobs', ended);
    expect(api.status).toBe(503);
    expect(api.headers.get('retry-after')).toBe('5');
    expect(api.cookies.getAll()).toEqual([]);
  });

  it('answers the API without a credential as the handler would', async () => {
    const response = await pass('/api/jobs', []);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      error: 'unauthenticated',
      requestId: response.headers.get('x-request-id'),
    });
  });

  it('lets a bearer token of ours through, and no other', async () => {
    const token = accessTokenIn(fresh);
    expect(passed(await pass('/api/jobs', [], { authorization: `Bearer ${token}` }))).toBe(true);
    const forged = { authorization: `Bearer ${tampered(token)}` };
    expect((await pass('/api/jobs', [], forged)).status).toBe(401);
    const over = { authorization: `Bearer ${await resigned(token, endedClaims())}` };
    expect((await pass('/api/jobs', [], over)).status).toBe(401);
  });
});

describe('a call of the API', () => {
  it('is counted when its caller came by bearer and was let through, without the answer waiting', async () => {
    const person = await makePerson();
    const cookies = await sessionCookiesOf(person);
    const bearer = { authorization: `Bearer ${accessTokenIn(cookies)}` };
    await drainApiCalls();
    for (let i = 0; i < 5; i++) await pass('/api/jobs', [], bearer);
    await pass('/api/jobs', cookies);
    await pass('/jobs', [], bearer);
    await pass('/api/billing/plans', [], bearer);
    await pass('/api/jobs', [], { authorization: `Bearer ${tampered(accessTokenIn(cookies))}` });
    await Promise.all(besides.splice(0));
    expect(await drainApiCalls()).toBe(5);
    expect(await tallyOf(person.organizationId, 'api_calls')).toMatchObject({ used: 5, eventsUsed: 5 });
  });

  it('is answered while Redis is down', async () => {
    const cookies = await sessionCookiesOf(await makePerson());
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    takeNetworkAway();
    const response = await pass('/api/jobs', [], { authorization: `Bearer ${accessTokenIn(cookies)}` });
    expect(passed(response)).toBe(true);
    await expect(Promise.all(besides.splice(0))).resolves.toHaveLength(1);
  });
});

/** The cookies of a new session whose access token has ended. */
async function endedSession(changed: { refreshToken?: string } = {}): Promise<SentCookie[]> {
  const cookies = await sessionCookiesOf(await makePerson());
  const token = await resigned(accessTokenIn(cookies), endedClaims());
  const session = { ...(changed.refreshToken ? { refresh_token: changed.refreshToken } : {}), expires_at: 1 };
  return withAccessToken(cookies, token, session);
}

function pass(path: string, cookies: readonly SentCookie[], headers: Record<string, string> = {}) {
  const filled = cookies.filter(({ value }) => value !== '');
  const sent = new Headers(headers);
  if (filled.length > 0) sent.set('cookie', cookieHeader(filled));
  const afterwards = { waitUntil: (work: Promise<unknown>) => void besides.push(work) };
  return middleware(new NextRequest(new URL(path, env().APP_URL), { headers: sent }), afterwards);
}

/** What no answer waited for. */
const besides: Promise<unknown>[] = [];

function passed(response: Response): boolean {
  return response.headers.get('x-middleware-next') === '1';
}

/** How Next carries a header that the middleware changed to the handler. */
function handlerSees(response: Response, name: string): string | null {
  const kept = response.headers.get('x-middleware-override-headers')?.split(',') ?? [];
  return kept.includes(name) ? response.headers.get(`x-middleware-request-${name}`) : null;
}

function takeNetworkAway(): void {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
}
