import { createClient } from '@supabase/supabase-js';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DELETE as disconnectRoute } from '@/app/api/auth/extension/route';
import { GET as getMe } from '@/app/api/auth/me/route';
import { POST as validateRoute } from '@/app/api/auth/validate-session/route';
import { GET as getInvoices } from '@/app/api/billing/invoices/route';
import { GET as getJobs, POST as postJob } from '@/app/api/jobs/route';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { callCache } from '@/lib/resilience';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { accessTokenIn, cookieHeader, endedClaims, resigned, sessionCookiesOf } from '@/local/test/sessions';
import { setPassword } from '../accounts';
import { makeKey, principalFor } from '../api-keys/test-support';
import { edgeKeys } from '../edge-keys';
import { hashOfSecret, makeSecret } from '../secret-token';
import { endSession, revokeSessions } from '../sessions';
import { SEEN_MINUTES } from './find-extension-session';
import { connectedExtension } from './test-support';

let person: TestPerson;
let token: string;

beforeAll(async () => {
  person = await makePerson();
  token = await connectedExtension(person);
});

const configured = env().EXTENSION_IDS;
afterEach(() => {
  env().EXTENSION_IDS = configured;
});

describe('a connected extension', () => {
  it('saves and reads jobs as its person, from its own origin', async () => {
    const saved = await call(postJob, 'POST', '/api/jobs', token, {
      title: 'Engineer',
      company: 'Halcyon Maps',
    });
    expect(saved.status).toBe(201);
    const { jobs } = await (await call(getJobs, 'GET', '/api/jobs', token)).json();
    expect(jobs).toMatchObject([{ title: 'Engineer' }]);
    const stranger = await connectedExtension(await makePerson());
    expect((await (await call(getJobs, 'GET', '/api/jobs', stranger)).json()).jobs).toEqual([]);
  });

  it('does nothing outside of its scopes', async () => {
    const answer = await call(getInvoices, 'GET', '/api/billing/invoices', token);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: 'forbidden', requiredScope: 'billing:read' });
  });

  it('acts for the organization that its person is in at the time, with the role there', async () => {
    const host = await makePerson();
    const guest = await makePerson();
    const extension = await connectedExtension(guest);
    await joinOrganization(guest, host.organizationId, 'viewer');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: guest.userId }, data: { activeOrganizationId: host.organizationId } }),
    );
    expect(await (await validate(bearer(extension))).json()).toMatchObject({
      organization: { id: host.organizationId, role: 'viewer' },
    });
    const job = { title: 'Engineer', company: 'Halcyon Maps' };
    expect((await call(postJob, 'POST', '/api/jobs', extension, job)).status).toBe(403);
  });

  it('is seen, which is written down and told to the edge every few minutes and not each time', async () => {
    const mine = await connectedExtension(await makePerson());
    const seenAt = async () => (await rowOf(mine)).lastSeenAt.getTime();
    expect(await edgeKnows(mine)).toBeNull();
    await isGood(mine);
    const first = await seenAt();
    await isGood(mine);
    expect(await seenAt()).toBe(first);
    await change(mine, { lastSeenAt: new Date(Date.now() - (SEEN_MINUTES + 1) * 60_000) });
    await Promise.all(Array.from({ length: 5 }, () => isGood(mine)));
    expect(await seenAt()).toBeGreaterThan(first);
    const { id, userId } = await rowOf(mine);
    expect(await edgeKnows(mine)).toMatchObject({ id, kind: 'extension', userId, organizationId: userId });
    await disconnect(bearer(mine));
    expect(await edgeKnows(mine)).toBeNull();
    expect(await callCache((redis) => redis.get(edgeKeys.revokedSession(id)))).toBe('1');
  });
});

describe('a token is refused from the next request on when', () => {
  it.each<[string, number, (token: string, person: TestPerson) => Promise<unknown>]>([
    ['its session is revoked', 401, (its) => change(its, { revokedAt: new Date() })],
    ['its time is over', 401, (its) => change(its, { expiresAt: new Date() })],
    ['its extension is no longer configured', 401, async () => configure('p'.repeat(32))],
    [
      'its session is ended among the others',
      401,
      async (its, { userId }) => endSession({ userId }, (await rowOf(its)).id),
    ],
    [
      'all sessions of its person but one are ended',
      401,
      (_its, { userId }) => revokeSessions(userId, { except: crypto.randomUUID() }),
    ],
    ['its person changes the password', 401, (_its, owner) => changePasswordOf(owner)],
    ['its person is suspended', 403, (_its, { userId }) => setStatus(userId, 'suspended')],
    ['its person is gone', 401, (_its, { userId }) => setStatus(userId, 'deleted')],
  ])('%s', async (_case, status, end) => {
    const owner = await makePerson();
    const its = await connectedExtension(owner);
    expect((await validate(bearer(its))).status).toBe(200);
    await end(its, owner);
    const answer = await validate(bearer(its));
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: status === 401 ? 'unauthenticated' : 'forbidden' });
    expect((await call(getJobs, 'GET', '/api/jobs', its)).status).toBe(status);
  });

  it('nobody was ever given it', async () => {
    expect((await validate(bearer(makeSecret('fh_ext_')))).status).toBe(401);
    // Whatever it ends with.
    const last = token.endsWith('0') ? '1' : '0';
    expect((await validate(bearer(`${token.slice(0, -1)}${last}`))).status).toBe(401);
  });
});

describe('DELETE /api/auth/extension', () => {
  it('ends the session that asks, once, and no other', async () => {
    const owner = await makePerson();
    const [one, other] = [await connectedExtension(owner), await connectedExtension(owner)];
    expect((await disconnect(bearer(one))).status).toBe(204);
    expect((await disconnect(bearer(one))).status).toBe(401);
    expect([await isGood(one), await isGood(other)]).toEqual([false, true]);
  });

  it('is for extensions alone', async () => {
    const cookies = await sessionCookiesOf(person);
    expect((await disconnect(bearer(accessTokenIn(cookies)))).status).toBe(403);
    const bySite = { cookie: cookieHeader(cookies), origin: new URL(env().APP_URL).origin };
    expect((await disconnect(bySite)).status).toBe(403);
    expect(await isGood(token)).toBe(true);
  });
});

describe('POST /api/auth/validate-session', () => {
  const who = () => ({
    user: { id: person.userId, email: person.email, name: null },
    organization: { id: person.organizationId, name: expect.any(String), role: 'owner' },
    plan: { id: 'free' },
  });

  it('tells of an extension what it may do, and until when', async () => {
    const answer = await validate(bearer(token));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      kind: 'extension',
      ...who(),
      scopes: ['jobs:read', 'jobs:write', 'usage:read', 'organization:read'],
      expiresAt: (await rowOf(token)).expiresAt?.toISOString(),
    });
  });

  it('tells of a session the same by bearer and by the site’s cookie', async () => {
    const cookies = await sessionCookiesOf(person);
    const session = { kind: 'session', ...who(), scopes: null, expiresAt: expect.stringMatching(/^20.+Z$/) };
    expect(await (await validate(bearer(accessTokenIn(cookies)))).json()).toEqual(session);
    const bySite = { cookie: cookieHeader(cookies), origin: new URL(env().APP_URL).origin };
    expect(await (await validate(bySite)).json()).toEqual(session);
  });

  it('tells of an API key its scopes, in the organization that it belongs to', async () => {
    const principal = await principalFor(await makePerson());
    const expiresAt = new Date(Date.now() + 86_400_000);
    const forEver = await makeKey(principal, { scopes: ['jobs:read'] });
    expect(await (await validate(bearer(forEver.secret))).json()).toMatchObject({
      kind: 'api_key',
      user: { id: principal.userId },
      organization: { id: principal.organizationId },
      scopes: ['jobs:read'],
      expiresAt: null,
    });
    await asService('test.expiry', (tx) =>
      tx.apiKey.update({
        where: { organizationId_id: { organizationId: principal.organizationId, id: forEver.id } },
        data: { expiresAt },
      }),
    );
    expect(await (await validate({ 'x-api-key': forEver.secret })).json()).toMatchObject({
      expiresAt: expiresAt.toISOString(),
    });
  });

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['nothing', () => ({})],
    ['rubbish', () => bearer('rubbish')],
    ['an extension’s token of nobody', () => bearer(makeSecret('fh_ext_'))],
    ['an extension’s token as an API key', () => ({ 'x-api-key': token })],
    [
      'an ended session',
      async () => bearer(await resigned(accessTokenIn(await sessionCookiesOf(person)), endedClaims())),
    ],
    [
      'a wrong token beside a good cookie',
      async () => ({ ...bearer('fh_ext_x'), cookie: cookieHeader(await sessionCookiesOf(person)) }),
    ],
  ])('is 401 for %s', async (_case, headers) => {
    const answer = await validate(await headers());
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: 'unauthenticated' });
  });
});

describe('a cookie that comes from an extension', () => {
  it('authorizes no change, also of a configured one', async () => {
    const cookie = cookieHeader(await sessionCookiesOf(person));
    const origin = `chrome-extension://${configured[0]}`;
    const request = (path: string, method: string, headers: Record<string, string>) =>
      new Request(env().APP_URL + path, {
        method,
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ title: 'Smuggled', company: 'Halcyon Maps' }),
      });
    const ways: Record<string, string>[] = [
      { origin },
      { origin, 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of ways) {
      expect((await postJob(request('/api/jobs', 'POST', headers))).status).toBe(403);
      expect((await validateRoute(request('/api/auth/validate-session', 'POST', headers))).status).toBe(403);
    }
    const { jobs } = await (await call(getJobs, 'GET', '/api/jobs', token)).json();
    expect(JSON.stringify(jobs)).not.toContain('Smuggled');
  });
});

type Route = (request: Request) => Promise<Response>;

function call(route: Route, method: string, path: string, by: string, body?: unknown): Promise<Response> {
  return route(
    new Request(env().APP_URL + path, {
      method,
      headers: {
        ...bearer(by),
        'content-type': 'application/json',
        origin: `chrome-extension://${configured[0]}`,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

function validate(headers: Record<string, string>): Promise<Response> {
  return validateRoute(
    new Request(`${env().APP_URL}/api/auth/validate-session`, { method: 'POST', headers }),
  );
}

function disconnect(headers: Record<string, string>): Promise<Response> {
  return disconnectRoute(new Request(`${env().APP_URL}/api/auth/extension`, { method: 'DELETE', headers }));
}

function configure(...ids: string[]): void {
  env().EXTENSION_IDS = ids;
}

async function isGood(its: string): Promise<boolean> {
  return (await call(getMe, 'GET', '/api/auth/me', its)).status === 200;
}

function bearer(its: string): Record<string, string> {
  return { authorization: `Bearer ${its}` };
}

async function edgeKnows(its: string): Promise<unknown> {
  const hash = await hashOfSecret(its);
  return JSON.parse((await callCache((redis) => redis.get<string>(edgeKeys.secret(hash)))) ?? 'null');
}

async function rowOf(its: string) {
  const tokenHash = Buffer.from(await hashOfSecret(its), 'hex');
  return asService('test.find', (tx) => tx.userSession.findUniqueOrThrow({ where: { tokenHash } }));
}

async function change(its: string, data: Partial<Record<'revokedAt' | 'expiresAt' | 'lastSeenAt', Date>>) {
  const tokenHash = Buffer.from(await hashOfSecret(its), 'hex');
  await asService('test.change', (tx) => tx.userSession.update({ where: { tokenHash }, data }));
}

async function changePasswordOf(owner: TestPerson): Promise<void> {
  const client = createClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  await client.auth.signInWithPassword(owner);
  await setPassword(client, { ...owner, name: null, credentialId: null }, `new-${crypto.randomUUID()}`);
}

async function setStatus(id: string, status: 'suspended' | 'deleted'): Promise<void> {
  await asService('test.status', (tx) => tx.user.update({ where: { id }, data: { status } }));
}
