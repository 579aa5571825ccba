import { decodeJwt } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as getMe } from '@/app/api/auth/me/route';
import { setOverride } from '@/lib/entitlements';
import { env } from '@/lib/env';
import { drainApiCalls } from '@/lib/usage';
import { tallyOf } from '@/lib/usage/test-support';
import { makePerson } from '@/local/test/people';
import {
  accessTokenIn,
  endedClaims,
  resigned,
  sessionCookiesOf,
  tampered,
  withAccessToken,
} from '@/local/test/sessions';
import { tellBlockedUser, tellRevokedSessions } from '../edge-state';
import { cookiesIn, SESSION_COOKIE, type SentCookie, sessionTokensIn } from '../session-cookie';
import { EDGE_WAIT_MS } from './edge-redis';
import { awayFromTurnOfMinute, endedSession, handlerSees, pass, passed, statusOf } from './test-support';

const redis = new URL(env().UPSTASH_REDIS_REST_URL).origin;

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
  it('lets a good session through without asking Supabase, by one round trip to Redis', async () => {
    const asked = vi.fn(fetch);
    vi.stubGlobal('fetch', asked);
    expect(passed(await pass('/jobs', fresh))).toBe(true);
    expect(passed(await pass('/api/jobs', fresh))).toBe(true);
    expect(asked.mock.calls.map(([to]) => new URL(String(to)).origin)).toEqual([redis, redis]);
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

describe('who is not let in any more', () => {
  it.each([
    ['the API', '/api/jobs', 401],
    ['a page', '/jobs?q=x', 307],
  ])(
    'is told so at once by %s when the session is revoked, and the browser forgets it',
    async (_, path, status) => {
      const cookies = await sessionCookiesOf(await makePerson());
      expect(passed(await pass(path, cookies))).toBe(true);
      await tellRevokedSessions([sessionIdIn(cookies)]);
      const response = await pass(path, cookies);
      expect(response.status).toBe(status);
      if (status === 307)
        expect(response.headers.get('location')).toBe(
          `${env().APP_URL}/sign-in?notice=session-over&next=%2Fjobs%3Fq%3Dx`,
        );
      else expect(await response.json()).toMatchObject({ error: 'unauthenticated' });
      const removed = response.cookies.getAll().filter(({ name }) => name.startsWith(SESSION_COOKIE));
      expect(removed.map(({ value }) => value)).toEqual(removed.map(() => ''));
      expect(removed.length).toBeGreaterThan(0);
    },
  );

  it('is told so when the account is suspended or gone, and let in again when it is not', async () => {
    const person = await makePerson();
    const cookies = await sessionCookiesOf(person);
    await tellBlockedUser(person.userId, true);
    expect((await pass('/api/jobs', cookies)).status).toBe(403);
    expect((await pass('/jobs', cookies)).headers.get('location')).toContain('/sign-in?notice=suspended&');
    await tellBlockedUser(person.userId, true, 'gone');
    expect((await pass('/api/jobs', cookies)).status).toBe(401);
    await tellBlockedUser(person.userId, false);
    expect(passed(await pass('/api/jobs', cookies))).toBe(true);
  });
});

describe('the rate limit', () => {
  // In the middle of a window, so that none turns within a test.
  beforeEach(() => {
    const now = Math.floor(Date.now() / 60_000) * 60_000 + 30_000;
    vi.useFakeTimers({ toFake: ['Date'], now });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('of the plan holds once the handler has told the edge who acts for whom, and answers say how it stands', async () => {
    const person = await makePerson();
    const cookies = await sessionCookiesOf(person);
    await setOverride(
      person.organizationId,
      { kind: 'rate_limit', subject: 'session_requests_per_minute', rate: 4 },
      { reason: 'a test' },
    );
    const first = await pass('/api/jobs', cookies);
    expect(first.headers.get('x-ratelimit-limit')).toBe('60');
    expect(await statusOf(getMe, '/api/auth/me', first)).toBe(200);
    await expect
      .poll(async () => (await pass('/jobs', cookies)).headers.get(`x-middleware-request-x-foothold-unsure`))
      .toBeNull();

    const second = await pass('/api/jobs', cookies);
    expect(passed(second)).toBe(true);
    expect(Object.fromEntries(second.headers)).toMatchObject({
      'ratelimit-policy': '"session";q=4;w=60',
      ratelimit: '"session";r=2;t=30',
      'x-ratelimit-limit': '4',
      'x-ratelimit-remaining': '2',
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 30),
    });
    for (let i = 0; i < 2; i++) await pass('/api/jobs', cookies);

    const refused = await pass('/api/jobs', cookies);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({
      error: 'rate_limit_exceeded',
      detail: 'Too many requests. Try again in 31 seconds.',
      requestId: refused.headers.get('x-request-id'),
    });
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '31',
      ratelimit: '"session";r=0;t=31',
      'x-ratelimit-remaining': '0',
      'content-type': 'application/problem+json',
    });
    // Pages are shown all the same, and what they send is answered by their action.
    expect(passed(await pass('/jobs', cookies))).toBe(true);
    const action = await pass('/jobs', cookies, {}, 'POST');
    expect(passed(action)).toBe(true);
    expect(handlerSees(action, 'x-foothold-wait')).toBe('31');
  });
});

describe('while Redis does not answer', () => {
  it('nobody is let in who was not, limits are kept here, and nobody waits', async () => {
    const cookies = await sessionCookiesOf(await makePerson());
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const real = globalThis.fetch;
    const asked = vi.fn();
    // Takes the question and never answers.
    vi.stubGlobal('fetch', (...[input, init]: Parameters<typeof fetch>) => {
      if (!String(input).startsWith(redis)) return real(input, init);
      asked();
      return new Promise((_, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new Error('no answer'))),
      );
    });
    await awayFromTurnOfMinute();
    const began = performance.now();
    const answers = [];
    for (let i = 0; i < 80; i++) answers.push(await pass('/api/jobs', cookies));
    expect(performance.now() - began).toBeLessThan(3 * EDGE_WAIT_MS + 2_500);
    expect(asked).toHaveBeenCalledTimes(3);
    expect(answers.filter(passed)).toHaveLength(60);
    expect(answers.at(-1)?.status).toBe(429);
    expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await pass('/api/jobs', [])).status).toBe(401);
    expect(passed(await pass('/jobs', cookies))).toBe(true);
    // It is told how many went without, and that Redis is asked again as soon as it answers.
    const said = () => warned.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(said()).toEqual([expect.objectContaining({ level: 'warn', missed: 3 })]);
    vi.unstubAllGlobals();
    await expect
      .poll(async () => (await pass('/jobs', cookies)) && said().at(-1), { timeout: 8_000 })
      .toMatchObject({ msg: 'Redis answers the edge again', missed: expect.any(Number) });
    warned.mockRestore();
  });
});

describe('a call of the API', () => {
  it('is counted when its caller came by bearer and was let through', async () => {
    const person = await makePerson();
    const cookies = await sessionCookiesOf(person);
    const bearer = { authorization: `Bearer ${accessTokenIn(cookies)}` };
    await drainApiCalls();
    for (let i = 0; i < 5; i++) await pass('/api/jobs', [], bearer);
    await pass('/api/jobs', cookies);
    await pass('/jobs', [], bearer);
    await pass('/api/billing/plans', [], bearer);
    await pass('/api/jobs', [], { authorization: `Bearer ${tampered(accessTokenIn(cookies))}` });
    expect(await drainApiCalls()).toBe(5);
    expect(await tallyOf(person.organizationId, 'api_calls')).toMatchObject({ used: 5, eventsUsed: 5 });
  });

  it('is answered while Redis is down', async () => {
    const cookies = await sessionCookiesOf(await makePerson());
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    takeNetworkAway();
    const response = await pass('/api/jobs', [], { authorization: `Bearer ${accessTokenIn(cookies)}` });
    expect(passed(response)).toBe(true);
  });
});

function sessionIdIn(cookies: readonly SentCookie[]): string {
  return String(decodeJwt(accessTokenIn(cookies)).session_id);
}

function takeNetworkAway(): void {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
}
