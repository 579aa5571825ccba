import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { GET as getMe } from '@/app/api/auth/me/route';
import { POST as createJob, GET as listJobs } from '@/app/api/jobs/route';
import { GET as listKeys, POST as postKey } from '@/app/api/keys/route';
import { disconnect } from '@/lib/db';
import { setOverride } from '@/lib/entitlements';
import { env } from '@/lib/env';
import { endpoints } from '@/lib/openapi';
import { callCache } from '@/lib/resilience';
import { drainApiCalls, usageOf } from '@/lib/usage';
import { consume, overrideLimit } from '@/lib/usage/test-support';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, cookieHeader, sessionCookiesOf } from '@/local/test/sessions';
import { identifyHeaders } from '../authenticate';
import { planRoutes } from '../edge/route-table';
import { edgeKeys } from '../edge-keys';
import type { Principal } from '../principal';
import { scopes } from '../scopes';
import { hashOfSecret, makeSecret } from '../secret-token';
import { serve } from '../serve';
import { revokeApiKey, rotateApiKey } from '.';
import { makeKey, principalFor } from './test-support';

let person: TestPerson;
let principal: Principal;
let key: { id: string; secret: string };

beforeAll(async () => {
  person = await makePerson();
  principal = await principalFor(person);
  await overrideLimit(person.organizationId, 'api_keys', { quotaLimit: 100, cap: 'hard' });
  key = await makeKey(principal);
});
afterAll(disconnect);

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const request = (path: string, headers: Record<string, string>, body?: unknown) =>
  new Request(`${env().APP_URL}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const jobs = (headers: Record<string, string>) => listJobs(request('/api/jobs', headers));

describe('a request by API key', () => {
  it('is answered by Bearer and by X-API-Key alike, without a browser or an origin', async () => {
    for (const headers of [bearer(key.secret), { 'x-api-key': key.secret }]) {
      expect((await jobs(headers)).status).toBe(200);
      const body = { title: 'Cartographer', company: 'Halcyon Maps' };
      expect((await createJob(request('/api/jobs', headers, body))).status).toBe(201);
    }
  });

  it('is refused where two credentials disagree, and where one of the two is not good', async () => {
    const token = accessTokenIn(await sessionCookiesOf(person));
    const other = await makeKey(principal);
    const refused: Record<string, string>[] = [
      { 'x-api-key': key.secret, ...bearer(other.secret) },
      { 'x-api-key': key.secret, ...bearer(token) },
      { 'x-api-key': token },
      { 'x-api-key': 'rubbish', cookie: cookieHeader(await sessionCookiesOf(person)) },
    ];
    for (const headers of refused) expect((await jobs(headers)).status).toBe(401);
    expect((await jobs({ 'x-api-key': key.secret, ...bearer(key.secret) })).status).toBe(200);
  });

  it('tells who it is for and no other organization of its maker', async () => {
    const team = await makePerson();
    await joinOrganization(person, team.organizationId, 'admin');
    const { secret } = await makeKey(principal, { scopes: ['organization:read'] });
    const me = await (await getMe(request('/api/auth/me', bearer(secret)))).json();
    expect(me.organizations).toEqual([me.organization]);
    expect(me.organization.id).toBe(person.organizationId);
  });

  it('never passes for a session: not for pages and actions, not for keys', async () => {
    for (const headers of [bearer(key.secret), { 'x-api-key': key.secret }]) {
      await expect(identifyHeaders(new Headers(headers))).rejects.toMatchObject({ status: 401 });
      for (const answer of [
        await listKeys(request('/api/keys', headers)),
        await postKey(request('/api/keys', headers, { name: 'Another', scopes: ['jobs:read'] })),
      ]) {
        expect(answer.status).toBe(403);
        expect(await answer.json()).toMatchObject({
          error: 'forbidden',
          detail: 'This takes a session: sign in on the site to do it.',
        });
      }
    }
  });

  it('of the other kind is refused, whatever the database knows', async () => {
    const answer = await jobs(bearer(makeSecret('fh_live_')));
    expect(answer.status).toBe(401);
    expect((await answer.json()).detail).toContain('live API key');
    const environment = env();
    const { STRIPE_SECRET_KEY } = environment;
    environment.STRIPE_SECRET_KEY = 'sk_live_pretended';
    try {
      expect((await (await jobs(bearer(key.secret))).json()).detail).toContain('test API key');
    } finally {
      environment.STRIPE_SECRET_KEY = STRIPE_SECRET_KEY;
    }
  });

  it('by a key that was never given out is 401, and so is one with a typing error', async () => {
    const known = await jobs(bearer(makeSecret('fh_test_')));
    expect(known.status).toBe(401);
    expect((await known.json()).detail).toBe('This API key is not known.');
    const wrong = await jobs(bearer(`${key.secret.slice(0, -1)}${key.secret.endsWith('a') ? 'b' : 'a'}`));
    expect(wrong.status).toBe(401);
    expect((await wrong.json()).detail).toContain('copied whole');
  });
});

describe('what a key may do', () => {
  it('is what its scopes name, at every endpoint', async () => {
    await overrideLimit(person.organizationId, 'api_calls', { quotaLimit: null });
    // What a plan must have is asked for after the scope.
    for (const subject of new Set(planRoutes.map(({ feature }) => feature)))
      await setOverride(
        person.organizationId,
        { kind: 'feature', subject, enabled: true },
        { reason: 'Test' },
      );
    const keys = await Promise.all(
      scopes.map(async (scope) => ({ scope, ...(await makeKey(principal, { scopes: [scope] })) })),
    );
    for (const { method, path, operationId, scope } of endpoints.filter(({ auth }) => auth === 'session')) {
      const handler = serve(
        {
          method,
          path,
          operationId,
          summary: '',
          tag: '',
          auth: 'session',
          ...(scope ? { scope } : {}),
          success: { status: 200, description: '', output: z.unknown() },
        },
        async ({ principal: { via } }) => ({ via }),
      );
      for (const each of keys) {
        const answer = await handler(
          new Request(`${env().APP_URL}${path}`, { method, headers: bearer(each.secret) }),
        );
        const may = scope === 'any' || each.scope === scope;
        expect([operationId, each.scope, answer.status]).toEqual([operationId, each.scope, may ? 200 : 403]);
        const told = await answer.json();
        if (may) expect(told).toEqual({ via: 'api_key' });
        else expect([told.error, told.requiredScope]).toEqual(['forbidden', scope]);
      }
    }
  });
});

describe('the calls of a key', () => {
  it('count once each for the organization that it belongs to, and for nobody where they are refused', async () => {
    const team = await makePerson();
    const admin = await joinOrganization(await makePerson(), team.organizationId, 'admin');
    const made = await makeKey(await principalFor(admin), { scopes: ['jobs:read'] });
    await principalFor({ ...admin, organizationId: admin.userId });
    const counted = async () => {
      await drainApiCalls();
      return (await usageOf(team, 'api_calls')).used;
    };
    for (let i = 0; i < 3; i++) expect((await jobs(bearer(made.secret))).status).toBe(200);
    expect((await postKey(request('/api/keys', bearer(made.secret), {}))).status).toBe(403);
    expect((await jobs(bearer(makeSecret('fh_test_')))).status).toBe(401);
    expect(await counted()).toBe(3);
    expect((await usageOf({ ...admin, organizationId: admin.userId }, 'api_calls')).used).toBe(0);

    await overrideLimit(team.organizationId, 'api_calls', { quotaLimit: 10, cap: 'hard' });
    await consume(team, { api_calls: 7 });
    const refused = await jobs(bearer(made.secret));
    expect(refused.status).toBe(402);
    expect(await refused.json()).toMatchObject({ error: 'quota_exceeded', metric: 'api_calls', current: 10 });
    expect(await counted()).toBe(10);
  });
});

describe('what the edge is told of a key', () => {
  const told = async (secret: string) => {
    const hash = await hashOfSecret(secret);
    const text = await callCache((redis) => redis.get<string>(edgeKeys.secret(hash)));
    return text ? JSON.parse(text) : null;
  };

  it('is what it stands for from its making on, for ten minutes at most, and again when it is used', async () => {
    const made = await makeKey(principal, { scopes: ['jobs:read'] });
    const entry = {
      id: made.id,
      kind: 'api_key',
      userId: person.userId,
      organizationId: person.organizationId,
      scopes: ['jobs:read'],
      expiresAt: null,
    };
    expect(await told(made.secret)).toEqual(entry);
    const hash = await hashOfSecret(made.secret);
    const seconds = await callCache((redis) => redis.ttl(edgeKeys.secret(hash)));
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThanOrEqual(600);
    await callCache((redis) => redis.del(edgeKeys.secret(hash)));
    expect((await jobs(bearer(made.secret))).status).toBe(200);
    expect(await told(made.secret)).toEqual(entry);
  });

  it('is forgotten as soon as the key is revoked, or replaced without overlap', async () => {
    const [revoked, replaced] = [await makeKey(principal), await makeKey(principal)];
    await revokeApiKey(principal, revoked.id);
    await rotateApiKey(principal, replaced.id, { overlapDays: 0 });
    expect(await told(revoked.secret)).toBeNull();
    expect(await told(replaced.secret)).toBeNull();
    expect((await jobs(bearer(revoked.secret))).status).toBe(401);
  });

  it('is nothing without Redis, and keys are made, used and revoked all the same', async () => {
    vi.resetModules();
    vi.stubEnv('UPSTASH_REDIS_REST_URL', 'http://127.0.0.1:9');
    try {
      const fresh = await import('.');
      const { GET } = await import('@/app/api/jobs/route');
      const { key: made, secret } = await fresh.createApiKey(principal, { name: 'x', scopes: ['jobs:read'] });
      expect((await GET(request('/api/jobs', bearer(secret ?? '')))).status).toBe(200);
      await fresh.revokeApiKey(principal, made.id);
      expect((await GET(request('/api/jobs', bearer(secret ?? '')))).status).toBe(401);
    } finally {
      await (await import('@/lib/db')).disconnect();
      vi.unstubAllEnvs();
      vi.resetModules();
    }
  });
});

it('what is no key costs no query: it is refused also while the database is down', async () => {
  await disconnect();
  vi.resetModules();
  vi.stubEnv('DATABASE_URL', 'postgresql://foothold_app:secret@127.0.0.1:9/foothold');
  try {
    const { GET } = await import('@/app/api/jobs/route');
    const ask = (secret: string) => GET(request('/api/jobs', bearer(secret)));
    expect((await ask('fh_test_rubbish')).status).toBe(401);
    expect((await ask(makeSecret('fh_live_'))).status).toBe(401);
    expect((await ask(makeSecret('fh_test_'))).status).toBe(503);
  } finally {
    await (await import('@/lib/db')).disconnect();
    vi.unstubAllEnvs();
    vi.resetModules();
  }
});
