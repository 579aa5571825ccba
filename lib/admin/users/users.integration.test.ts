import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as exportRoute } from '@/app/api/admin/users/export/route';
import { GET as listRoute } from '@/app/api/admin/users/route';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import type { PlanId } from '@/lib/plans';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { setPlatformRole } from '../set-platform-role';
import { makeAdmin, type TestAdmin } from '../test-support';
import { countUsers, listUsers, type UserFilter, type UserOrder, usersCsv } from '.';

const newestFirst = { sort: 'created', order: 'desc' } as const;

let shared: TestAdmin;
beforeAll(async () => {
  shared = await makeAdmin();
});
afterAll(disconnect);

/** A word that is in the names of one test's people and nowhere else. */
const marker = () => `mark${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}x`;

type Known = { name: string; createdAt?: Date; lastSeenAt?: Date | null; status?: 'suspended' | 'deleted' };

async function makeKnown({ name, ...changes }: Known): Promise<TestPerson> {
  const person = await makePerson();
  await asService('test.know', (tx) =>
    tx.user.update({ where: { id: person.userId }, data: { name, ...changes } }),
  );
  return person;
}

async function idsOf(filter: UserFilter, order: UserOrder = newestFirst): Promise<string[]> {
  const { users } = await listUsers(shared, { ...filter, ...order });
  return users.map(({ id }) => id);
}

async function teamOf({ userId }: TestPerson, planId: PlanId): Promise<string> {
  const { id } = await asService('test.team', (tx) =>
    tx.organization.create({
      data: { name: 'A team', kind: 'team', memberships: { create: { userId, role: 'owner' } } },
    }),
  );
  await givePlan(id, planId);
  return id;
}

describe('searching', () => {
  const word = marker();
  let nora: TestPerson;
  let other: TestPerson;
  beforeAll(async () => {
    nora = await makeKnown({ name: `Nora ${word} Bérg` });
    other = await makeKnown({ name: `Somebody else 100%_\\${word}` });
  });

  it('finds people by any part of name or address, in whatever case, all words of several', async () => {
    const part = word.slice(3, -3);
    expect(await idsOf({ q: part.toUpperCase() })).toEqual([other.userId, nora.userId]);
    expect(await idsOf({ q: ` bérg  ${part} ` })).toEqual([nora.userId]);
    expect(await idsOf({ q: `${word} nobody` })).toEqual([]);
    expect(await idsOf({ q: nora.email.slice(8, 40) })).toEqual([nora.userId]);
    expect(await idsOf({ q: `${nora.email} nora` })).toEqual([nora.userId]);
  });

  it('takes what means something in a pattern, or nothing at all, for what it is', async () => {
    expect(await idsOf({ q: `100%_\\${word}` })).toEqual([other.userId]);
    expect(await idsOf({ q: `1_0 ${word}` })).toEqual([]);
    expect(await idsOf({ q: `%${word}` })).toEqual([]);
    for (const q of [`' or 1=1 -- ${word}`, `\\\\${word}`, `💥${word}`, `${word}'`])
      expect(await idsOf({ q })).toEqual([]);
  });

  it('finds a person by the id, and by its beginning', async () => {
    expect(await idsOf({ q: nora.userId })).toEqual([nora.userId]);
    expect(await idsOf({ q: nora.userId.toUpperCase() })).toEqual([nora.userId]);
    expect(await idsOf({ q: nora.userId.slice(0, 13) })).toContain(nora.userId);
    expect(await idsOf({ q: crypto.randomUUID() })).toEqual([]);
  });

  it('finds the owner of a Stripe customer by the id, a part of it, or a subscription, and no member', async () => {
    const team = await teamOf(nora, 'team');
    await joinOrganization(other, team, 'admin');
    const customer = `cus_${crypto.randomUUID().replaceAll('-', '').slice(0, 14)}Q`;
    const { id: subscription } = await asService('test.customer', async (tx) => {
      await tx.organization.update({ where: { id: team }, data: { stripeCustomerId: customer } });
      return tx.subscription.findFirstOrThrow({ where: { organizationId: team } });
    });
    for (const q of [customer, customer.slice(0, 12), customer.slice(4), customer.slice(7, 17), subscription])
      expect([q, await idsOf({ q })]).toEqual([q, [nora.userId]]);
    const { users } = await listUsers(shared, { q: customer, ...newestFirst });
    expect(users[0]).toMatchObject({ stripeCustomerId: customer, plan: 'team', organizations: 2 });
    expect(await idsOf({ q: `${customer}z` })).toEqual([]);
  });

  it('finds a deleted account by the address that it had', async () => {
    const gone = await makeKnown({ name: 'Gone', status: 'deleted' });
    const formerEmail = `${marker()}@former.example`;
    await asService('test.former', (tx) =>
      tx.user.update({ where: { id: gone.userId }, data: { formerEmail } }),
    );
    expect(await idsOf({ q: formerEmail.slice(2).toUpperCase() })).toEqual([gone.userId]);
  });
});

describe('filters', () => {
  const q = marker();
  const people: Record<string, TestPerson> = {};
  const idOf = (name: string) => people[name]?.userId ?? name;
  const found = async (filter: UserFilter) => {
    const ids = await idsOf({ q, ...filter }, { sort: 'created', order: 'asc' });
    return ids.map((id) => Object.keys(people).find((name) => idOf(name) === id));
  };
  beforeAll(async () => {
    const day = (number: number) => new Date(Date.UTC(2025, 0, number));
    people.plain = await makeKnown({ name: q, createdAt: day(1), lastSeenAt: day(20) });
    people.suspended = await makeKnown({ name: q, createdAt: day(2), status: 'suspended' });
    people.deleted = await makeKnown({ name: q, createdAt: day(3), status: 'deleted' });
    people.leaving = await makeKnown({ name: q, createdAt: day(4), lastSeenAt: day(22) });
    people.pro = await makeKnown({ name: q, createdAt: day(5) });
    people.owing = await makeKnown({ name: q, createdAt: new Date('2025-01-06T23:59:59.999Z') });
    await asService('test.filters', (tx) =>
      tx.user.update({ where: { id: idOf('leaving') }, data: { deletionDueAt: new Date() } }),
    );
    await asService('test.filters', (tx) =>
      tx.user.update({ where: { id: idOf('deleted') }, data: { emailConfirmedAt: null } }),
    );
    await givePlan(idOf('pro'), 'pro');
    await givePlan(idOf('owing'), 'basic');
    await teamOf(people.pro, 'enterprise');
    await joinOrganization(people.plain, await teamOf(people.owing, 'team'), 'admin');
    await asService('test.filters', (tx) =>
      tx.subscription.updateMany({
        where: { organizationId: idOf('owing') },
        data: { status: 'past_due', pastDueSince: new Date() },
      }),
    );
  });

  it('by status', async () => {
    expect(await found({ status: 'active' })).toEqual(['plain', 'pro', 'owing']);
    expect(await found({ status: 'suspended' })).toEqual(['suspended']);
    expect(await found({ status: 'deleted' })).toEqual(['deleted']);
    expect(await found({ status: 'leaving' })).toEqual(['leaving']);
  });

  it('by the highest plan of what somebody owns, and not of what they merely belong to', async () => {
    expect(await found({ plan: 'free' })).toEqual(['plain', 'suspended', 'deleted', 'leaving']);
    expect(await found({ plan: 'enterprise' })).toEqual(['pro']);
    expect(await found({ plan: 'team' })).toEqual(['owing']);
    expect(await found({ plan: 'pro' })).toEqual([]);
    expect(await found({ plan: 'basic' })).toEqual([]);
  });

  it('by a plan that is over only where it is in force', async () => {
    const name = marker();
    const { userId } = await makeKnown({ name });
    await givePlan(userId, 'team');
    await asService('test.over', (tx) =>
      tx.subscription.updateMany({ where: { organizationId: userId }, data: { status: 'canceled' } }),
    );
    expect(await idsOf({ q: name, plan: 'team' })).toEqual([]);
    expect(await idsOf({ q: name, plan: 'free' })).toEqual([userId]);
  });

  it('by whether a payment is owed, the address is confirmed', async () => {
    expect(await found({ pastDue: true })).toEqual(['owing']);
    expect(await found({ pastDue: false })).toHaveLength(5);
    expect(await found({ verified: false })).toEqual(['deleted']);
    expect(await found({ verified: true })).toHaveLength(5);
  });

  it('by days, both ends of them, in UTC', async () => {
    expect(await found({ createdFrom: '2025-01-02', createdTo: '2025-01-03' })).toEqual([
      'suspended',
      'deleted',
    ]);
    expect(await found({ createdTo: '2025-01-06', createdFrom: '2025-01-06' })).toEqual(['owing']);
    expect(await found({ seenFrom: '2025-01-21' })).toEqual(['leaving']);
    expect(await found({ seenTo: '2025-01-20' })).toEqual(['plain']);
    expect(await found({ createdFrom: '2025-02-01' })).toEqual([]);
  });

  it('all at once, and counts what it finds', async () => {
    expect(await found({ status: 'active', plan: 'team', pastDue: true, verified: true })).toEqual(['owing']);
    expect(await countUsers(shared, { q })).toEqual({ count: 6, exact: true });
    expect(await countUsers(shared, { q, plan: 'free', status: 'active' })).toEqual({
      count: 1,
      exact: true,
    });
    expect(await countUsers(shared, { q: marker() })).toEqual({ count: 0, exact: true });
  });
});

describe('order and pages', () => {
  const q = marker();
  const people: TestPerson[] = [];
  beforeAll(async () => {
    const at = (second: number) => new Date(Date.UTC(2025, 5, 1, 0, 0, second));
    // Some at the very same moment, some never seen.
    for (let index = 0; index < 7; index++)
      people.push(
        await makeKnown({
          name: q,
          createdAt: at(Math.floor(index / 3)),
          lastSeenAt: index % 3 === 0 ? null : at(10 - index),
        }),
      );
  });

  it.each<[UserOrder, (person: ListedFacts) => (string | number)[]]>([
    [{ sort: 'created', order: 'asc' }, ({ createdAt, id }) => [createdAt, id]],
    [{ sort: 'seen', order: 'asc' }, ({ lastSeenAt, id }) => [lastSeenAt ?? '', id]],
    [{ sort: 'email', order: 'asc' }, ({ email, id }) => [email, id]],
  ])('%o, and turned round, page by page and back again', async (order, key) => {
    const { users } = await listUsers(shared, { q, ...order });
    const expected = users.toSorted((a, b) => (key(a).join() < key(b).join() ? -1 : 1)).map(({ id }) => id);
    expect(users).toHaveLength(7);
    expect(users.map(({ id }) => id)).toEqual(expected);
    for (const [each, wanted] of [
      [order, expected],
      [{ ...order, order: 'desc' } as const, expected.toReversed()],
    ] as const) {
      const there = await walk(each, 'nextCursor');
      expect(there.pages).toEqual([wanted.slice(0, 3), wanted.slice(3, 6), wanted.slice(6)]);
      const back = await walk(each, 'previousCursor', there.last?.previousCursor ?? undefined);
      expect(back.pages).toEqual([wanted.slice(3, 6), wanted.slice(0, 3)]);
    }
  });

  it('skips nobody and repeats nobody when people come and go meanwhile', async () => {
    const name = marker();
    const some: TestPerson[] = [];
    for (let index = 0; index < 4; index++) some.push(await makeKnown({ name }));
    const first = await listUsers(shared, { q: name, ...newestFirst, limit: 2 });
    await makeKnown({ name });
    await asService('test.gone', (tx) =>
      tx.user.update({ where: { id: some[2]?.userId ?? '' }, data: { name: 'Renamed' } }),
    );
    const next = await listUsers(shared, {
      q: name,
      ...newestFirst,
      limit: 2,
      cursor: first.nextCursor ?? undefined,
    });
    expect([first, next].map(({ users }) => users.map(({ id }) => id))).toEqual([
      [some[3]?.userId, some[2]?.userId],
      [some[1]?.userId, some[0]?.userId],
    ]);
    expect(next.nextCursor).toBeNull();
  });

  it('takes no cursor but its own', async () => {
    const { nextCursor } = await listUsers(shared, { q, ...newestFirst, limit: 2 });
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of [
      'x',
      forged(['created', 'desc', 'after', 'not a moment', crypto.randomUUID()]),
      forged(['created', 'desc', 'after', "now'); drop table app.users; --", crypto.randomUUID()]),
      forged([1]),
    ])
      await expect(listUsers(shared, { q, ...newestFirst, cursor })).rejects.toMatchObject({
        status: 422,
      });
    await expect(
      listUsers(shared, { q, sort: 'email', order: 'desc', cursor: nextCursor ?? '' }),
    ).rejects.toMatchObject({ status: 422 });
  });

  async function walk(order: UserOrder, by: 'nextCursor' | 'previousCursor', from?: string) {
    const pages: string[][] = [];
    let last: Awaited<ReturnType<typeof listUsers>> | undefined;
    let cursor = from;
    do {
      last = await listUsers(shared, { q, ...order, limit: 3, cursor });
      pages.push(last.users.map(({ id }) => id));
      cursor = last[by] ?? undefined;
    } while (cursor !== undefined);
    return { pages, last };
  }
});

type ListedFacts = { id: string; email: string; createdAt: string; lastSeenAt: string | null };

describe('the list as a file', () => {
  const ask = (query: Record<string, string>, headers: Record<string, string> = { cookie: shared.cookie }) =>
    exportRoute(
      new Request(`${env().APP_URL}/api/admin/users/export?${new URLSearchParams(query)}`, { headers }),
    );

  it('has everybody who is found, oldest first, and nothing that a spreadsheet would run', async () => {
    const q = marker();
    const names = [`=cmd|' /C calc'!A0 ${q}`, `two\nlines, "${q}"`, `plain ${q}`];
    const some: TestPerson[] = [];
    for (const name of names) some.push(await makeKnown({ name }));
    const answer = await ask({ q });
    expect([...answer.headers]).toEqual(
      expect.arrayContaining([
        ['content-type', 'text/csv; charset=utf-8'],
        ['content-disposition', 'attachment; filename="foothold-users.csv"'],
        ['cache-control', 'no-store'],
      ]),
    );
    const text = await answer.text();
    expect(text.split('\r\n')[0]).toBe(
      'id,email,name,status,plan,past_due,verified_at,created_at,last_seen_at,stripe_customer_id,organizations,former_email',
    );
    const ids = [...text.matchAll(/^[0-9a-f-]{36}/gm)].map(([id]) => id);
    expect(ids).toEqual(some.map(({ userId }) => userId));
    expect(text).toContain(`,'=cmd|' /C calc'!A0 ${q},active,free,no,`);
    expect(text).toContain(`"two\nlines, ""${q}"""`);
  });

  it('goes over all pages, and is in the audit log before anything of it is read', async () => {
    const q = marker();
    const some: TestPerson[] = [];
    for (let index = 0; index < 5; index++) some.push(await makeKnown({ name: q }));
    const stream = await usersCsv(shared, { q }, { batch: 2 });
    const [event] = await asService('test.events', (tx) =>
      tx.auditEvent.findMany({
        where: { actorId: shared.person.userId, action: 'users.exported' },
        orderBy: { id: 'desc' },
        take: 1,
      }),
    );
    expect(event).toMatchObject({
      after: { filter: { q } },
      via: 'console',
      actorEmail: shared.person.email,
    });
    const lines = (await new Response(stream).text()).trim().split('\r\n');
    expect(lines.slice(1).map((line) => line.slice(0, 36))).toEqual(some.map(({ userId }) => userId));
  });

  it('has its headings alone where nobody is found', async () => {
    expect((await (await ask({ q: marker() })).text()).trim().split('\r\n')).toHaveLength(1);
  });

  it('breaks off when the right is taken away meanwhile', async () => {
    const q = marker();
    for (let index = 0; index < 3; index++) await makeKnown({ name: q });
    const admin = await makeAdmin();
    const reader = (await usersCsv(admin, { q }, { batch: 1 })).getReader();
    await reader.read();
    await setPlatformRole(admin.email, 'user');
    const rest = async () => {
      for (;;) if ((await reader.read()).done) return 'all';
    };
    await expect(rest()).rejects.toMatchObject({ status: 404 });
  });
});

describe('over the API', () => {
  const ask = (query: string, headers: Record<string, string> = { cookie: shared.cookie }) =>
    listRoute(new Request(`${env().APP_URL}/api/admin/users?${query}`, { headers }));

  it('answers an admin, with filters as text', async () => {
    const q = marker();
    const { userId, email } = await makeKnown({ name: q });
    const answer = await ask(`q=${q}&verified=true&pastDue=false&sort=email&order=asc&limit=1`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      users: [
        {
          id: userId,
          email,
          name: q,
          status: 'active',
          isAdmin: false,
          verifiedAt: expect.stringMatching(/Z$/),
          plan: 'free',
          pastDue: false,
          stripeCustomerId: null,
          organizations: 1,
          createdAt: expect.stringMatching(/Z$/),
          lastSeenAt: null,
          formerEmail: null,
        },
      ],
      nextCursor: null,
      previousCursor: null,
    });
  });

  it('looks for what can be compared, whatever was sent', async () => {
    const q = marker();
    const { userId } = await makeKnown({ name: q });
    const answer = await ask(`q=%00${q}%00`);
    expect((await answer.json()).users.map(({ id }: { id: string }) => id)).toEqual([userId]);
  });

  it.each([
    'status=gone',
    'verified=maybe',
    'createdFrom=2025-13-01',
    'sort=name',
    'limit=1000',
    `q=${'x'.repeat(201)}`,
  ])('says what is wrong with %s', async (query) => {
    expect((await ask(query)).status).toBe(422);
  });
});
