import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as raise } from '@/app/api/admin/impersonation/raise/route';
import { DELETE as stop } from '@/app/api/admin/impersonation/route';
import { POST as impersonate } from '@/app/api/admin/users/[id]/impersonate/route';
import { GET as getMe } from '@/app/api/auth/me/route';
import { DELETE as deleteJob, PATCH as patchJob } from '@/app/api/jobs/[id]/route';
import { GET as getJobs, POST as postJob } from '@/app/api/jobs/route';
import { answerOf } from '@/lib/auth/edge/test-support';
import { edgeKeys } from '@/lib/auth/edge-keys';
import type { RouteHandler } from '@/lib/auth/serve';
import { revokeSessions } from '@/lib/auth/sessions';
import { asService, asTenant, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { planPolicies, windowKeys } from '@/lib/rate-limits/edge';
import { callCache } from '@/lib/resilience';
import { API_CALLS_KEY, apiCallField } from '@/lib/usage/edge';
import { makePerson, type TestPerson } from '@/local/test/people';
import { removeFactorsInDashboard } from '@/local/test/second-factors';
import { accessTokenIn, cookieHeader, sessionCookiesOf } from '@/local/test/sessions';
import { makeAdmin, type TestAdmin } from '../test-support';
import { actAs } from './act-as';
import { raiseActing } from './raise-acting';
import { stopActing } from './stop-acting';

const why = 'They cannot find their jobs';

let admin: TestAdmin;
let person: TestPerson;
/** The `Cookie` header of the admin's browser, which acts as the person. */
let acting: string;

beforeAll(async () => {
  admin = await makeAdmin();
});
beforeEach(async () => {
  person = await makePerson();
  acting = await actingAs(person);
});
afterAll(disconnect);

describe('an admin who acts as somebody', () => {
  it('sees what that person sees, and is themselves without the second cookie and in the console', async () => {
    await asJob(person);
    expect(await me(acting)).toMatchObject({ user: { id: person.userId }, organization: { role: 'owner' } });
    expect(await jobsOf(acting)).toHaveLength(1);
    expect(await me(admin.cookie)).toMatchObject({ user: { id: admin.person.userId } });
    // Stopping is the console's: whoever it asks for is the admin.
    expect((await send(stop, '/api/admin/impersonation', acting, 'DELETE')).status).toBe(204);
  });

  it('changes nothing until they may, then what is not the person’s own business, and deletes nothing', async () => {
    const refused = await send(postJob, '/api/jobs', acting, 'POST', job);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      error: 'forbidden',
      detail: 'You act as somebody else and may only look. Choose “May change things” above first.',
    });
    expect(await jobsOf(acting)).toEqual([]);

    await raiseActing(admin, why);
    const made = await send(postJob, '/api/jobs', acting, 'POST', job);
    expect(made.status).toBe(201);
    const { id } = await made.json();
    const path = `/api/jobs/${id}`;
    expect((await send(patchJob, path, acting, 'PATCH', { status: 'applied' }, { id })).status).toBe(200);
    const kept = await send(deleteJob, path, acting, 'DELETE', undefined, { id });
    expect(kept.status).toBe(403);
    expect(await kept.json()).toMatchObject({
      detail: 'You act as somebody else: this they can only do themselves.',
    });
    expect(await jobsOf(acting)).toMatchObject([{ id, status: 'applied' }]);
  });

  it('leaves one event per request in the part of the log that the person’s organization sees', async () => {
    await send(getJobs, '/api/jobs?q=secret+search', acting);
    await send(postJob, '/api/jobs', acting, 'POST', job);
    await raiseActing(admin, why);
    await stopActing(admin);
    const events = await asTenant(person, (tx) =>
      tx.auditEvent.findMany({
        where: { organizationId: person.organizationId, action: { startsWith: 'impersonation.' } },
      }),
    );
    expect(events).toHaveLength(5);
    for (const event of [
      { action: 'impersonation.started', via: 'console', reason: why },
      { action: 'impersonation.called', via: 'impersonation', after: { method: 'GET', path: '/api/jobs' } },
      {
        action: 'impersonation.called',
        via: 'impersonation',
        after: { method: 'POST', path: '/api/jobs', refused: true },
      },
      { action: 'impersonation.raised', via: 'console', reason: why, after: { mayWrite: true } },
      { action: 'impersonation.stopped', via: 'console' },
    ])
      expect(events).toContainEqual(expect.objectContaining(event));
    const [{ impersonationId } = { impersonationId: null }] = events;
    expect(impersonationId).not.toBeNull();
    for (const event of events)
      expect(event).toMatchObject({
        actorId: admin.person.userId,
        actorEmail: admin.person.email,
        actingAs: person.userId,
        impersonationId,
        targetKind: 'user',
        targetId: person.userId,
        targetLabel: person.email,
        userId: person.userId,
      });
  });

  it('is told of to the person by mail when it begins and when things may be changed, once each', async () => {
    await raiseActing(admin, why);
    await raiseActing(admin, 'Once more');
    const notices = await asService('test.notices', (tx) =>
      tx.accountNotice.findMany({ where: { userId: person.userId }, orderBy: { id: 'asc' } }),
    );
    expect(notices.map(({ kind }) => kind)).toEqual(['support_looks', 'support_changes']);
    expect(JSON.stringify(notices)).not.toContain(why);
    expect(JSON.stringify(notices)).not.toContain(admin.person.email);
  });
});

describe('the token of an acting', () => {
  it('is kept as a hash alone', async () => {
    const token = actingCookieIn(acting);
    const rows = await asService('test.rows', (tx) =>
      tx.impersonation.findMany({ where: { userId: person.userId } }),
    );
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.tokenHash).toHaveLength(32);
  });

  it('is worth nothing in another browser: of nobody, of the person, of another admin, of another session', async () => {
    const copied = `foothold-acting=${actingCookieIn(acting)}`;
    expect((await send(getMe, '/api/auth/me', copied)).status).toBe(401);
    const other = await makeAdmin();
    const own = cookieHeader(await sessionCookiesOf(person));
    for (const session of [own, other.cookie]) await expectOver(`${session}; ${copied}`);
    // The person goes on as before by their own cookie alone.
    expect(await me(own)).toMatchObject({ user: { id: person.userId } });
  });

  it('is not looked at beside a bearer token, which says all that it says', async () => {
    const token = accessTokenIn(pairsIn(admin.cookie));
    const answer = await getMe(
      new Request(`${env().APP_URL}/api/auth/me`, {
        headers: { authorization: `Bearer ${token}`, cookie: acting },
      }),
    );
    expect(await answer.json()).toMatchObject({ user: { id: admin.person.userId } });
  });

  it.each(['x', 'A'.repeat(43), "'; drop table"])(
    'made up as %s lets nobody act as anybody',
    async (token) => {
      await expectOver(`${admin.cookie}; foothold-acting=${encodeURIComponent(token)}`);
    },
  );

  it('is asked for by no header', async () => {
    const answer = await getMe(
      new Request(`${env().APP_URL}/api/auth/me`, {
        headers: {
          cookie: admin.cookie,
          'x-actor': admin.person.userId,
          'x-user-id': person.userId,
          'x-foothold-acting': actingCookieIn(acting),
        },
      }),
    );
    expect(await answer.json()).toMatchObject({ user: { id: admin.person.userId } });
  });
});

describe('acting as somebody is over', () => {
  it('when it is stopped, in every tab', async () => {
    expect(await stopActing(admin)).toEqual({ userId: person.userId });
    await expectOver(acting);
    expect(await stopActing(admin)).toBeNull();
  });

  it('after 30 minutes, and it cannot be raised any more', async () => {
    await asService(
      'test.past',
      (tx) =>
        tx.$executeRaw`
        update app.impersonations
        set started_at = started_at - interval '30 minutes', expires_at = expires_at - interval '30 minutes'
        where user_id = ${person.userId}::uuid`,
    );
    await expectOver(acting);
    await expect(raiseActing(admin, why)).rejects.toMatchObject({ status: 409 });
  });

  it('cannot be put off: the database lets none be longer', async () => {
    await expect(
      asService(
        'test.longer',
        (tx) =>
          tx.$executeRaw`
          update app.impersonations set expires_at = expires_at + interval '1 second'
          where user_id = ${person.userId}::uuid`,
      ),
    ).rejects.toThrow(/impersonations/);
  });

  it.each<[string, Record<string, unknown>]>([
    ['is suspended', { status: 'suspended' }],
    ['waits to be deleted', { deletionDueAt: new Date(Date.now() + 86_400_000) }],
    ['is made an admin', { platformRole: 'superadmin' }],
  ])('when the person %s meanwhile', async (_case, data) => {
    await asService('test.person', (tx) => tx.user.update({ where: { id: person.userId }, data }));
    await expectOver(acting);
    expect(await me(admin.cookie)).toMatchObject({ user: { id: admin.person.userId } });
  });

  it('when a new one begins, which is then the only one', async () => {
    const next = await makePerson();
    const nextCookie = await actingAs(next);
    await expectOver(acting);
    expect(await me(nextCookie)).toMatchObject({ user: { id: next.userId } });
  });
});

describe('acting as somebody is over for an admin', () => {
  let leaver: TestAdmin;
  let cookie: string;
  beforeEach(async () => {
    leaver = await makeAdmin();
    cookie = await actingAs(person, leaver);
    expect(await me(cookie)).toMatchObject({ user: { id: person.userId } });
  });

  it('who is none any more', async () => {
    await setUser(leaver, { platformRole: 'user' });
    await expectOver(cookie);
    expect(await me(leaver.cookie)).toMatchObject({ user: { id: leaver.person.userId } });
  });

  it('whose second factor is gone', async () => {
    await removeFactorsInDashboard(leaver.person.userId);
    await expectOver(cookie);
  });

  it('who is suspended', async () => {
    await setUser(leaver, { status: 'suspended' });
    expect((await send(getMe, '/api/auth/me', cookie)).status).toBe(403);
  });

  it('whose session was ended', async () => {
    await revokeSessions(leaver.person.userId, { only: leaver.sessionId });
    expect((await send(getMe, '/api/auth/me', cookie)).status).toBe(401);
  });
});

describe('nobody acts as', () => {
  it.each<[string, number, () => Promise<string>]>([
    ['themselves', 409, async () => admin.person.userId],
    ['another admin', 409, async () => (await makeAdmin()).person.userId],
    ['somebody suspended', 409, () => somebody({ status: 'suspended' })],
    ['somebody who waits to be deleted', 409, () => somebody({ deletionDueAt: new Date() })],
    ['somebody deleted', 404, () => somebody({ status: 'deleted' })],
    ['somebody unknown', 404, async () => crypto.randomUUID()],
  ])('%s', async (_case, status, make) => {
    await expect(actAs(admin, await make(), why)).rejects.toMatchObject({ status });
    // What was refused has ended nothing.
    expect(await me(acting)).toMatchObject({ user: { id: person.userId } });
  });

  it('anybody without a reason', async () => {
    await expect(actAs(admin, person.userId, '  ')).rejects.toMatchObject({ status: 422 });
    await expect(raiseActing(admin, 'x')).rejects.toMatchObject({ status: 422 });
  });

  it('two people at once by one session, however many attempts are made at once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, makePerson));
    await Promise.all(people.map(({ userId }) => actAs(admin, userId, why)));
    const going = await asService('test.going', (tx) =>
      tx.impersonation.findMany({
        where: {
          actorSessionId: admin.sessionId,
          endedAt: null,
          userId: { in: people.map(({ userId }) => userId) },
        },
      }),
    );
    expect(going).toHaveLength(1);
  });
});

describe('the edge', () => {
  it('limits the admin, counts nothing for the person, and is told of nobody what is another’s', async () => {
    const edge = (path: string) => answerOf(getJobs, path, pairsIn(acting));
    for (let asked = 0; asked < 3; asked++) expect((await edge('/api/jobs')).status).toBe(200);
    const now = Date.now();
    const counted = async (userId: string) => {
      const keys = windowKeys('session', userId, planPolicies.session.windowMs, now);
      const counts = await callCache((redis) => redis.mget<(number | null)[]>(...keys));
      return counts.reduce<number>((sum, count) => sum + Number(count ?? 0), 0);
    };
    expect(await counted(admin.person.userId)).toBeGreaterThanOrEqual(3);
    expect(await counted(person.userId)).toBe(0);
    for (const at of [now, now - 60_000])
      expect(
        await callCache((redis) => redis.hget(API_CALLS_KEY, apiCallField(person.userId, new Date(at)))),
      ).toBeNull();
    // Told beside the answer, a moment later.
    await expect
      .poll(() => callCache((redis) => redis.get(edgeKeys.acting(admin.person.userId))))
      .toBe(admin.person.userId);
    expect(await callCache((redis) => redis.get(edgeKeys.acting(person.userId)))).toBeNull();
  });
});

describe('another site', () => {
  it('makes no admin begin, raise or stop it', async () => {
    const path = `/api/admin/users/${person.userId}/impersonate`;
    const params = { id: person.userId };
    const foreign = { origin: 'https://evil.example' };
    for (const answer of [
      await send(impersonate, path, admin.cookie, 'POST', { reason: why }, params, foreign),
      await send(raise, '/api/admin/impersonation/raise', acting, 'POST', { reason: why }, {}, foreign),
      await send(stop, '/api/admin/impersonation', acting, 'DELETE', undefined, {}, foreign),
    ])
      expect(answer.status).toBe(403);
    expect(await me(acting)).toMatchObject({ user: { id: person.userId } });
    expect((await send(postJob, '/api/jobs', acting, 'POST', job)).status).toBe(403);
  });
});

describe('the API', () => {
  it('begins, raises and stops it by cookies that no script reads and no other site sends', async () => {
    const path = `/api/admin/users/${person.userId}/impersonate`;
    const begun = await send(impersonate, path, admin.cookie, 'POST', { reason: why }, { id: person.userId });
    expect(begun.status).toBe(201);
    expect(await begun.json()).toMatchObject({ userId: person.userId, mayWrite: false });
    const [token = '', mark = ''] = begun.headers.getSetCookie();
    expect(token).toMatch(/^foothold-acting=[\w-]{43};.*HttpOnly.*SameSite=Strict/);
    expect(mark).toMatch(/^foothold-acting-as=[\w-]{36};.*SameSite=Strict/);
    expect(mark).not.toMatch(/HttpOnly/);
    const cookie = `${admin.cookie}; ${token.split(';')[0]}`;
    expect(await me(cookie)).toMatchObject({ user: { id: person.userId } });

    const raised = await send(raise, '/api/admin/impersonation/raise', cookie, 'POST', { reason: why });
    expect(await raised.json()).toMatchObject({ userId: person.userId, mayWrite: true });
    const stopped = await send(stop, '/api/admin/impersonation', cookie, 'DELETE');
    expect(stopped.status).toBe(204);
    expect(stopped.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^foothold-acting=;.*Max-Age=0/),
      expect.stringMatching(/^foothold-acting-as=;.*Max-Age=0/),
    ]);
    await expectOver(cookie);
  });
});

const job = { title: 'Cartographer', company: 'Halcyon Maps' };

async function actingAs({ userId }: TestPerson, by: TestAdmin = admin): Promise<string> {
  const { cookies } = await actAs(by, userId, why);
  return `${by.cookie}; ${cookieHeader(cookies)}`;
}

async function asJob(of: TestPerson): Promise<void> {
  const own = cookieHeader(await sessionCookiesOf(of));
  expect((await send(postJob, '/api/jobs', own, 'POST', job)).status).toBe(201);
}

async function me(cookie: string): Promise<unknown> {
  const answer = await send(getMe, '/api/auth/me', cookie);
  expect(answer.status).toBe(200);
  return answer.json();
}

async function jobsOf(cookie: string): Promise<unknown> {
  return (await (await send(getJobs, '/api/jobs', cookie)).json()).jobs;
}

/** Neither the person’s nor the admin’s: whoever believes to act as somebody does nothing as themselves. */
async function expectOver(cookie: string): Promise<void> {
  for (const answer of [
    await send(getMe, '/api/auth/me', cookie),
    await send(postJob, '/api/jobs', cookie, 'POST', job),
  ]) {
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: 'impersonation_over', continueUrl: '/auth/acting' });
  }
}

function send(
  handler: RouteHandler,
  path: string,
  cookie: string,
  method = 'GET',
  body?: unknown,
  params: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const request = new Request(`${env().APP_URL}${path}`, {
    method,
    headers: {
      cookie,
      origin: new URL(env().APP_URL).origin,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve(params) });
}

function pairsIn(header: string): { name: string; value: string }[] {
  return header.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
}

function actingCookieIn(header: string): string {
  return pairsIn(header).find(({ name }) => name === 'foothold-acting')?.value ?? '';
}

function setUser({ person: { userId } }: TestAdmin, data: Record<string, unknown>): Promise<unknown> {
  return asService('test.admin', (tx) => tx.user.update({ where: { id: userId }, data }));
}

async function somebody(data: Record<string, unknown>): Promise<string> {
  const { userId } = await makePerson();
  await asService('test.person', (tx) => tx.user.update({ where: { id: userId }, data }));
  return userId;
}
