import { afterAll, beforeAll, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { makePerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { cookieHeader } from '@/local/test/sessions';
import { POST as clearRateLimits } from './[id]/clear-rate-limits/route';
import { POST as restore } from './[id]/restore/route';
import { POST as revokeSessions } from './[id]/revoke-sessions/route';
import { PATCH as change, GET as get, DELETE as remove } from './[id]/route';

type Handler = (request: Request, context?: { params: Promise<unknown> }) => Promise<Response>;

let cookie: string;
beforeAll(async () => {
  const admin = await makePerson();
  cookie = cookieHeader((await turnOnSecondFactor(admin)).cookies());
  await asService('test.superadmin', (tx) =>
    tx.user.update({ where: { id: admin.userId }, data: { platformRole: 'superadmin' } }),
  );
});
afterAll(disconnect);

const reason = 'Asked for it by phone';
const once = { changed: true, eventId: expect.any(String) };
const again = { changed: false, eventId: null };

it('a script of an admin does what the console does, and is told what was so already', async () => {
  const { userId, email } = await makePerson();
  const state = async () => (await call(get, 'GET', userId)).body;
  expect(await state()).toMatchObject({
    user: { id: userId, email, status: 'active' },
    organizations: [{ id: userId, role: 'owner' }],
  });

  const suspended = { status: 'suspended', reason };
  expect(await call(change, 'PATCH', userId, suspended)).toEqual({ status: 200, body: once });
  expect(await call(change, 'PATCH', userId, suspended)).toEqual({ status: 200, body: again });
  expect(await state()).toMatchObject({ user: { status: 'suspended' }, events: [{ reason }] });
  await call(change, 'PATCH', userId, { status: 'active', reason });
  expect(await call(change, 'PATCH', userId, { emailConfirmed: true, reason })).toMatchObject({
    body: again,
  });

  await asService('test.session', (tx) => tx.userSession.create({ data: { userId, kind: 'browser' } }));
  expect(await call(revokeSessions, 'POST', userId, { reason })).toEqual({ status: 200, body: once });
  expect(await call(revokeSessions, 'POST', userId, { reason })).toEqual({ status: 200, body: again });
  expect(await call(clearRateLimits, 'POST', userId, { scope: 'all', reason })).toEqual({
    status: 200,
    body: again,
  });

  expect(await call(remove, 'DELETE', userId, undefined, `?${new URLSearchParams({ reason })}`)).toEqual({
    status: 200,
    body: once,
  });
  expect(await state()).toMatchObject({ user: { status: 'deleted', email: '', formerEmail: email } });
  expect(await call(restore, 'POST', userId, { reason })).toEqual({ status: 200, body: once });
  expect(await state()).toMatchObject({ user: { status: 'active', email, formerEmail: null } });
});

it('what says no reason, or asks for two things at once, is refused', async () => {
  const { userId } = await makePerson();
  for (const body of [
    { status: 'suspended' },
    { status: 'suspended', reason: 'x' },
    { status: 'deleted', reason },
    { status: 'active', emailConfirmed: true, reason },
    { reason },
  ])
    expect(await call(change, 'PATCH', userId, body)).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
  expect((await call(remove, 'DELETE', userId)).status).toBe(422);
  expect((await call(get, 'GET', crypto.randomUUID())).status).toBe(404);
  expect((await call(get, 'GET', 'nobody')).status).toBe(404);
  expect((await call(get, 'GET', userId)).body).toMatchObject({ user: { status: 'active' }, events: [] });
});

async function call(handler: Handler, method: string, id: string, body?: unknown, query = '') {
  const { APP_URL } = env();
  const request = new Request(`${APP_URL}/api/admin/users/${id}${query}`, {
    method,
    headers: { cookie, origin: new URL(APP_URL).origin, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await handler(request, { params: Promise.resolve({ id }) });
  return { status: answer.status, body: await answer.json() };
}
