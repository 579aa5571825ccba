import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { issueInvitationLink } from '@/lib/organizations';
import { makePerson, type TestPerson } from '@/local/test/people';
import { cookieHeader, sessionCookiesOf } from '@/local/test/sessions';
import { GET as getMe } from '../auth/me/route';
import { POST as accept } from '../invitations/accept/route';
import { POST as decline } from '../invitations/decline/route';
import { POST as addJob, GET as listJobs } from '../jobs/route';
import { POST as resend } from './[id]/invitations/[invitationId]/resend/route';
import { DELETE as revoke } from './[id]/invitations/[invitationId]/route';
import { POST as invite, GET as listInvitations } from './[id]/invitations/route';
import { POST as leave } from './[id]/leave/route';
import { PATCH as changeRole, DELETE as removeMember } from './[id]/members/[userId]/route';
import { GET as listMembers } from './[id]/members/route';
import { GET as getOne, PATCH as update } from './[id]/route';
import { POST as switchTo } from './[id]/switch/route';
import { POST as transfer } from './[id]/transfer/route';
import { POST as create, GET as list } from './route';

afterAll(disconnect);

type Session = TestPerson & { cookie: string };
type Handler = (request: Request, context?: { params: Promise<unknown> }) => Promise<Response>;

let owner: Session;
let guest: Session;
let stranger: Session;
let team: string;

beforeAll(async () => {
  [owner, guest, stranger] = [await signIn(), await signIn(), await signIn()];
  const made = await call(create, owner, { method: 'POST', body: { name: 'Halcyon' } });
  expect(made.status).toBe(201);
  team = (await made.json()).id;
});

describe('a team over the API', () => {
  it('invites, takes in, promotes, hands over and lets go', async () => {
    const invited = await call(invite, owner, {
      method: 'POST',
      params: { id: team },
      body: { email: guest.email, role: 'viewer' },
    });
    expect(invited.status).toBe(201);
    const { id } = await invited.json();
    const listed = await (await call(listInvitations, owner, { params: { id: team } })).json();
    expect(listed).toMatchObject({
      invitations: [{ id, email: guest.email, state: 'open' }],
      nextCursor: null,
    });

    const link = await issueInvitationLink(team, id);
    const joined = await call(accept, guest, { method: 'POST', body: { token: link?.token } });
    expect(await joined.json()).toMatchObject({ id: team, role: 'viewer', planId: 'free' });
    expect(await me(guest)).toMatchObject({ organization: { id: team, role: 'viewer' } });

    const member = { id: team, userId: guest.userId };
    const promoted = await call(changeRole, owner, {
      method: 'PATCH',
      params: member,
      body: { role: 'admin' },
    });
    expect(await promoted.json()).toMatchObject({ userId: guest.userId, role: 'admin' });
    const { members } = await (await call(listMembers, guest, { params: { id: team } })).json();
    expect(members).toMatchObject([{ role: 'owner' }, { email: guest.email, role: 'admin' }]);

    expect((await call(leave, owner, { method: 'POST', params: { id: team } })).status).toBe(409);
    const handed = await call(transfer, owner, {
      method: 'POST',
      params: { id: team },
      body: { userId: guest.userId },
    });
    expect(handed.status).toBe(204);
    expect((await call(removeMember, owner, { method: 'DELETE', params: member })).status).toBe(403);
    expect((await call(leave, owner, { method: 'POST', params: { id: team } })).status).toBe(204);
    expect(await me(owner)).toMatchObject({ organization: { id: owner.userId } });
    [owner, guest] = [guest, owner];
  });

  it('is renamed, listed and switched to', async () => {
    const renamed = await call(update, owner, {
      method: 'PATCH',
      params: { id: team },
      body: { name: 'Halcyon Maps' },
    });
    expect(await renamed.json()).toMatchObject({ name: 'Halcyon Maps' });
    expect(await (await call(getOne, owner, { params: { id: team } })).json()).toMatchObject({ id: team });
    const { organizations } = await (await call(list, owner)).json();
    expect(organizations.map(({ kind }: { kind: string }) => kind)).toEqual(['personal', 'team']);
    const own = { id: owner.userId };
    expect((await call(switchTo, owner, { method: 'POST', params: own })).status).toBe(200);
    expect(await me(owner)).toMatchObject({ organization: { id: owner.userId } });
    await call(switchTo, owner, { method: 'POST', params: { id: team } });
    expect(await me(owner)).toMatchObject({ organization: { id: team, name: 'Halcyon Maps' } });

    // What else there is follows it.
    const job = { title: 'Cartographer', company: 'Halcyon' };
    await call(addJob, owner, { method: 'POST', body: job });
    expect(await (await call(listJobs, owner)).json()).toMatchObject({ jobs: [job] });
    await call(switchTo, owner, { method: 'POST', params: own });
    expect(await (await call(listJobs, owner)).json()).toMatchObject({ jobs: [] });
  });

  it('full is 402 with what holds the seats', async () => {
    for (const name of ['a', 'b'])
      await call(invite, owner, {
        method: 'POST',
        params: { id: team },
        body: { email: `${name}-${team}@example.test`, role: 'member' },
      });
    const refused = await call(invite, owner, {
      method: 'POST',
      params: { id: team },
      body: { email: guest.email, role: 'member' },
    });
    expect(refused.status).toBe(402);
    expect(await refused.json()).toMatchObject({
      error: 'quota_exceeded',
      metric: 'seats',
      current: 3,
      limit: 3,
    });
  });
});

it('a stranger finds nothing behind any address of a team, whatever is tried', async () => {
  const { invitations } = await (await call(listInvitations, owner, { params: { id: team } })).json();
  const params = { id: team, userId: owner.userId, invitationId: invitations[0].id };
  const tries: [Handler, string, unknown?][] = [
    [getOne, 'GET'],
    [update, 'PATCH', { name: 'Mine' }],
    [switchTo, 'POST'],
    [leave, 'POST'],
    [transfer, 'POST', { userId: owner.userId }],
    [listMembers, 'GET'],
    [changeRole, 'PATCH', { role: 'viewer' }],
    [removeMember, 'DELETE'],
    [listInvitations, 'GET'],
    [invite, 'POST', { email: stranger.email, role: 'admin' }],
    [revoke, 'DELETE'],
    [resend, 'POST'],
  ];
  for (const [handler, method, body] of tries) {
    const answer = await call(handler, stranger, { method, params, body });
    expect([handler.name, answer.status]).toEqual([handler.name, 404]);
    expect(await answer.text()).not.toMatch(/Halcyon|@example/);
    const signedOut = await call(handler, null, { method, params, body });
    expect(signedOut.status).toBe(401);
  }
  const kept = await call(getOne, owner, { params: { id: team } });
  expect(await kept.json()).toMatchObject({ name: 'Halcyon Maps', role: 'owner' });
});

it.each<[string, () => Promise<Response>, number]>([
  ['no name', () => call(create, owner, { method: 'POST', body: {} }), 422],
  [
    'a field that there is not',
    () => call(create, owner, { method: 'POST', body: { name: 'A', id: 'x' } }),
    422,
  ],
  ['an id that is none', () => call(getOne, owner, { params: { id: 'x' } }), 404],
  ['no address', () => send({ email: 'not an address', role: 'member' }), 422],
  ['the role of an owner', () => send({ email: 'a@example.test', role: 'owner' }), 422],
  ['a token that is none', () => call(accept, owner, { method: 'POST', body: { token: 'x' } }), 422],
  ['a token of nothing', () => call(accept, owner, { method: 'POST', body: { token: 'x'.repeat(43) } }), 404],
  ['declining nothing', () => call(decline, owner, { method: 'POST', body: { token: 'x'.repeat(43) } }), 404],
  [
    'another site',
    () => call(create, owner, { method: 'POST', body: { name: 'A' }, origin: 'https://else.example' }),
    403,
  ],
])('%s is refused', async (_case, ask, status) => {
  expect((await ask()).status).toBe(status);
});

function send(body: unknown) {
  return call(invite, owner, { method: 'POST', params: { id: team }, body });
}

async function signIn(): Promise<Session> {
  const person = await makePerson();
  return { ...person, cookie: cookieHeader(await sessionCookiesOf(person)) };
}

async function me(person: Session) {
  return (await call(getMe, person)).json();
}

async function call(
  handler: Handler,
  person: Session | null,
  asked: { method?: string; params?: Record<string, string>; body?: unknown; origin?: string } = {},
): Promise<Response> {
  const { method = 'GET', params = {}, body, origin = new URL(env().APP_URL).origin } = asked;
  const request = new Request(`${env().APP_URL}/api/organizations`, {
    method,
    headers: {
      origin,
      ...(person ? { cookie: person.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve(params) });
}
