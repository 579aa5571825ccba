import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { GET as getMe, POST as postMe } from '@/app/api/auth/me/route';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { defineEndpoint } from '@/lib/http';
import { drainApiCalls, usageOf } from '@/lib/usage';
import { consume, countApiCall, overrideLimit } from '@/lib/usage/test-support';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import {
  accessTokenIn,
  cookieHeader,
  endedClaims,
  resigned,
  sessionCookiesOf,
  tampered,
} from '@/local/test/sessions';
import { serve } from './serve';

let person: TestPerson;
let token: string;
let cookie: string;

beforeAll(async () => {
  person = await makePerson();
  const cookies = await sessionCookiesOf(person);
  token = accessTokenIn(cookies);
  cookie = cookieHeader(cookies);
});

describe('GET /api/auth/me', () => {
  it('tells a person by cookie and by bearer alike', async () => {
    const answers = [await me({ cookie }), await me({ authorization: `Bearer ${token}` })];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toMatchObject({
        user: { id: person.userId, email: person.email, name: null },
        organization: { id: person.userId, kind: 'personal', role: 'owner' },
        organizations: [{ id: person.userId }],
        plan: { id: 'free', name: 'Free' },
        entitlements: { limits: { saved_jobs: { limit: 10, cap: 'hard', period: 'total' } } },
      });
    }
  });

  it('keeps a harmless correlation id and replaces any other', async () => {
    const kept = await me({ cookie, 'x-request-id': 'trace-12345678' });
    expect(kept.headers.get('x-request-id')).toBe('trace-12345678');
    const made = await me({ 'x-request-id': 'no spaces, please' });
    expect(made.headers.get('x-request-id')).toMatch(/^req_\w{32}$/);
    expect((await made.json()).requestId).toBe(made.headers.get('x-request-id'));
  });

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['nothing', () => ({})],
    ['a tampered token', () => ({ authorization: `Bearer ${tampered(token)}` })],
    ['a token with a cut signature', () => ({ authorization: `Bearer ${token.slice(0, -4)}` })],
    ['a token that has ended', async () => bearer(await resigned(token, endedClaims()))],
    ['a token of another issuer', async () => bearer(await resigned(token, { iss: 'https://else.example' }))],
    ['a token for another audience', async () => bearer(await resigned(token, { aud: 'anon' }))],
    ['a token of nobody', async () => bearer(await resigned(token, { sub: crypto.randomUUID() }))],
    ['a cookie of rubbish', () => ({ cookie: 'sb-foothold-auth-token=base64-rubbish' })],
    ['a header that claims an identity', () => ({ 'x-user-id': person.userId })],
    ['a wrong bearer beside a good cookie', () => ({ authorization: 'Bearer x', cookie })],
  ])('is 401 for %s', async (_case, headers) => {
    const answer = await me(await headers());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await answer.json()).toMatchObject({ error: 'unauthenticated', status: 401 });
  });

  it('refuses a suspended account at once, whatever its token says', async () => {
    const suspended = await makePerson();
    const cookies = cookieHeader(await sessionCookiesOf(suspended));
    expect((await me({ cookie: cookies })).status).toBe(200);
    await asService('test.suspend', (tx) =>
      tx.user.update({ where: { id: suspended.userId }, data: { status: 'suspended' } }),
    );
    const answer = await me({ cookie: cookies });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: 'forbidden' });
  });

  it('answers 405 to another method', async () => {
    expect((await postMe(new Request(`${env().APP_URL}/api/auth/me`, { method: 'POST' }))).status).toBe(405);
  });
});

describe('a mutation', () => {
  it('by cookie must come from a page of this site', async () => {
    const { origin } = new URL(env().APP_URL);
    expect((await mutate({ cookie, origin })).status).toBe(200);
    expect((await mutate({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      {},
    ];
    for (const headers of foreign) {
      const answer = await mutate({ cookie, ...headers });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ error: 'forbidden' });
    }
  });

  it('by bearer may come from anywhere, for no browser sends that by itself', async () => {
    expect((await mutate({ ...bearer(token), origin: 'https://script.example' })).status).toBe(200);
  });

  it('receives what was validated, and who asks', async () => {
    const answer = await mutate(
      { ...bearer(token), 'idempotency-key': 'once' },
      { query: '?tag=a&tag=b', body: JSON.stringify({ count: '7', unknown: true }) },
    );
    expect(await answer.json()).toEqual({
      userId: person.userId,
      params: { id: 'a1' },
      query: { tag: ['a', 'b'] },
      body: { count: 7 },
      idempotencyKey: 'once',
    });
  });

  it.each<[string, number, { headers?: Record<string, string>; query?: string; body?: string; id?: string }]>(
    [
      ['a body that is no JSON', 400, { body: '{' }],
      ['a body of another type', 415, { headers: { 'content-type': 'text/plain' } }],
      ['a huge body', 413, { body: JSON.stringify({ count: 1, filler: 'x'.repeat(1024 * 1024) }) }],
      ['wrong types', 422, { body: JSON.stringify({ count: 'many' }) }],
      ['a list where an object belongs', 422, { body: '[]' }],
      ['a wrong query', 422, { query: '?tag=a' }],
      ['an id of another shape', 404, { id: "'; drop table" }],
      ['an empty idempotency key', 422, { headers: { 'idempotency-key': '' } }],
      ['a long idempotency key', 422, { headers: { 'idempotency-key': 'x'.repeat(256) } }],
      ['an idempotency key in other letters', 422, { headers: { 'idempotency-key': 'sch\u00f6n' } }],
    ],
  )('with %s is %i and is not done', async (_case, status, { headers = {}, ...rest }) => {
    const before = done;
    const answer = await mutate({ ...bearer(token), ...headers }, rest);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(done).toBe(before);
  });

  it('is not parsed before it is known who asks', async () => {
    expect((await mutate({}, { body: '{', id: '!' })).status).toBe(401);
  });

  it('tells an unexpected error without its message', async () => {
    const answer = await mutate(bearer(token), { body: JSON.stringify({ count: 13 }) });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('thirteen');
  });
});

describe('a script that has used up its API calls', () => {
  it('is refused past the grace of a soft limit, and still told what it may do and buy', async () => {
    const heavy = await makePerson();
    const cookies = await sessionCookiesOf(heavy);
    const byScript = bearer(accessTokenIn(cookies));
    const bySite = { cookie: cookieHeader(cookies), origin: new URL(env().APP_URL).origin };
    await overrideLimit(heavy.organizationId, 'api_calls', { quotaLimit: 100, cap: 'soft' });
    await consume(heavy, { api_calls: 119 });
    expect((await mutate(byScript)).status).toBe(200);

    await consume(heavy, { api_calls: 1 });
    const refused = await mutate(byScript);
    expect(refused.status).toBe(402);
    expect(await refused.json()).toMatchObject({
      error: 'quota_exceeded',
      metric: 'api_calls',
      current: 120,
      limit: 100,
      resetsAt: expect.any(String),
      upgradeUrl: '/pricing?from=api_calls',
    });
    expect((await me(byScript)).status).toBe(200);
    expect((await mutate(bySite)).status).toBe(200);
  });

  it('is not counted where it is refused, whether that comes before the count or after it', async () => {
    const heavy = await makePerson();
    const byScript = bearer(accessTokenIn(await sessionCookiesOf(heavy)));
    await overrideLimit(heavy.organizationId, 'api_calls', { quotaLimit: 2, cap: 'hard' });
    const call = async (isCountedFirst: boolean) => {
      if (isCountedFirst) await countApiCall(heavy.userId);
      const { status } = await mutate(byScript);
      if (!isCountedFirst) await countApiCall(heavy.userId);
      return status;
    };
    expect([await call(true), await call(false)]).toEqual([200, 200]);
    await drainApiCalls();
    // Within one minute: the count and what takes it back find each other there.
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      expect([await call(true), await call(false), await call(true)]).toEqual([402, 402, 402]);
    } finally {
      vi.useRealTimers();
    }
    await drainApiCalls();
    expect(await usageOf(heavy, 'api_calls')).toMatchObject({ used: 2 });
  });

  it('is not refused while limits are not enforced', async () => {
    const heavy = await makePerson();
    const byScript = bearer(accessTokenIn(await sessionCookiesOf(heavy)));
    await overrideLimit(heavy.organizationId, 'api_calls', { quotaLimit: 0, cap: 'hard' });
    expect((await mutate(byScript)).status).toBe(402);
    const environment = env();
    environment.FF_BILLING_ENFORCEMENT_ENABLED = false;
    try {
      expect((await mutate(byScript)).status).toBe(200);
    } finally {
      environment.FF_BILLING_ENFORCEMENT_ENABLED = true;
    }
  });

  it('is never refused where more is billed', async () => {
    const heavy = await makePerson();
    await givePlan(heavy.organizationId, 'team');
    await overrideLimit(heavy.organizationId, 'api_calls', { quotaLimit: 1 });
    await consume(heavy, { api_calls: 500 });
    expect((await mutate(bearer(accessTokenIn(await sessionCookiesOf(heavy))))).status).toBe(200);
  });
});

describe('while the database is down', () => {
  it('nobody is let in, and the answer says what is missing and not how', async () => {
    await disconnect();
    vi.stubEnv('DATABASE_URL', 'postgresql://foothold_app:secret@127.0.0.1:9/foothold');
    vi.resetModules();
    try {
      const { GET } = await import('@/app/api/auth/me/route');
      const answer = await GET(new Request(`${env().APP_URL}/api/auth/me`, { headers: { cookie } }));
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      const problem = await answer.text();
      expect(JSON.parse(problem)).toMatchObject({ error: 'unavailable', dependency: 'database' });
      expect(problem).not.toMatch(/127\.0\.0\.1|secret/);
    } finally {
      await (await import('@/lib/db')).disconnect();
      vi.unstubAllEnvs();
      vi.resetModules();
    }
  });
});

let done = 0;

const endpoint = defineEndpoint({
  method: 'POST',
  path: '/api/test/{id}',
  operationId: 'test',
  summary: 'For these tests',
  tag: 'test',
  auth: 'session',
  params: z.object({ id: z.string().regex(/^\w+$/) }),
  query: z.object({ tag: z.array(z.string()).optional() }),
  body: z.object({ count: z.coerce.number() }),
  idempotent: true,
  success: { status: 200, description: 'Done.', output: z.unknown() },
});

const handler = serve(endpoint, async ({ principal, params, query, body, idempotencyKey }) => {
  if (body.count === 13) throw new Error('thirteen');
  done++;
  return { userId: principal.userId, params, query, body, idempotencyKey };
});

function me(headers: Record<string, string>): Promise<Response> {
  return getMe(new Request(`${env().APP_URL}/api/auth/me`, { headers }));
}

function mutate(
  headers: Record<string, string>,
  { query = '', body = '{"count":1}', id = 'a1' }: { query?: string; body?: string; id?: string } = {},
): Promise<Response> {
  const request = new Request(`${env().APP_URL}/api/test/${encodeURIComponent(id)}${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return handler(request, { params: Promise.resolve({ id }) });
}

function bearer(accessToken: string): Record<string, string> {
  return { authorization: `Bearer ${accessToken}` };
}
