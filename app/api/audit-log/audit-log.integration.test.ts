import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as findAny } from '@/app/api/admin/audit-log/[id]/route';
import { GET as exportAll } from '@/app/api/admin/audit-log/export/route';
import { GET as searchAll } from '@/app/api/admin/audit-log/route';
import type { AuditPage } from '@/lib/audit';
import { record, recorded } from '@/lib/audit/test-support';
import { pass, passed } from '@/lib/auth/edge/test-support';
import { tellActing } from '@/lib/auth/edge-state';
import type { RouteHandler } from '@/lib/auth/serve';
import type { SentCookie } from '@/lib/auth/session-cookie';
import { asService, disconnect } from '@/lib/db';
import { refreshEntitlements } from '@/lib/entitlements';
import { env } from '@/lib/env';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { cookieHeader, sessionCookiesOf } from '@/local/test/sessions';
import { GET as findOne } from './[id]/route';
import { GET as exportOwn } from './export/route';
import { GET as search } from './route';

type Signed = TestPerson & { cookies: SentCookie[] };

const paths = ['/api/audit-log', '/api/audit-log/export', `/api/audit-log/${crypto.randomUUID()}`];

let owner: Signed;

beforeAll(async () => {
  owner = await signedIn();
  await givePlan(owner.organizationId, 'team');
});
afterAll(disconnect);

describe('an owner whose plan does not have it', () => {
  it.each(paths)('is refused %s by the edge and by the handler alike, and told the plan', async (path) => {
    const free = await signedIn();
    // What a handler tells the edge about whoever comes for the first time.
    await refreshEntitlements(free.organizationId);
    await tellActing(free.userId, free.organizationId);
    const handler = path.endsWith('export') ? exportOwn : path === '/api/audit-log' ? search : findOne;
    const answers = [await pass(path, free.cookies), await asked(handler, free, path)];
    expect(passed(answers[0] ?? Response.error())).toBe(false);
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        error: 'plan_upgrade_required',
        feature: 'audit_log',
        requiredPlan: 'team',
      });
    }
    await givePlan(free.organizationId, 'team');
    expect(passed(await pass(path, free.cookies))).toBe(true);
  });
});

describe('an owner whose plan has it', () => {
  it('sees the part of their organization, and no other', async () => {
    const other = await makePerson();
    const [mine, theirs] = [
      await record({ actor: by(owner), organizationId: owner.organizationId, reason: 'Mine' }),
      await record({ actor: by(other), organizationId: other.organizationId, reason: 'Theirs' }),
    ];
    const { events } = await pageOf(await asked(search, owner, '/api/audit-log?limit=100'));
    expect(events.map(({ id }) => id)).toContain(mine);
    expect(events.every(({ organization }) => organization?.id === owner.organizationId)).toBe(true);
    // Whatever is asked for.
    const query = `?organization=${other.organizationId}&limit=100`;
    const again = await pageOf(await asked(search, owner, `/api/audit-log${query}`));
    expect(again.events.map(({ id }) => id)).not.toContain(theirs);
    expect((await one(findOne, owner, mine)).status).toBe(200);
    expect((await one(findOne, owner, theirs)).status).toBe(404);
  });

  it('sees an admin of the platform by address and reason, and not from where they came', async () => {
    const admin = await makePerson();
    const { organizationId } = owner;
    const impersonation = { id: crypto.randomUUID(), userId: owner.userId };
    const id = await record({
      actor: { id: admin.userId, via: 'impersonation', impersonation },
      organizationId,
      reason: 'Ticket 4711',
    });
    await asService('test.origin', async (tx) => {
      // Written as a request of the admin would have.
      await tx.$executeRaw`
        insert into app.audit_events (organization_id, actor_id, actor_email, via, action, target_kind, reason, ip, user_agent)
        values (${organizationId}::uuid, ${admin.userId}::uuid, ${admin.email}, 'console', 'organization.renamed',
          'organization', 'Ticket 4712', '203.0.113.99', 'The admin’s browser')`;
    });
    const found = await (await one(findOne, owner, id)).json();
    expect(found.event).toMatchObject({
      actor: { email: admin.email },
      actingAs: { id: owner.userId, email: owner.email },
      reason: 'Ticket 4711',
    });
    const { events } = await pageOf(await asked(search, owner, '/api/audit-log?q=Ticket%204712'));
    expect(events).toMatchObject([{ actor: { email: admin.email }, ip: null, userAgent: null }]);
  });

  it.each(['admin', 'member', 'viewer'] as const)('is no %s', async (role) => {
    const member = await signedIn();
    await joinOrganization(member, owner.organizationId, role);
    await asService('test.act', (tx) =>
      tx.user.update({
        where: { id: member.userId },
        data: { activeOrganizationId: owner.organizationId },
      }),
    );
    for (const [handler, path] of [
      [search, '/api/audit-log'],
      [exportOwn, '/api/audit-log/export'],
    ] as const) {
      const answer = await asked(handler, member, path);
      expect([answer.status, (await answer.json()).error]).toEqual([403, 'forbidden']);
    }
  });

  it('takes what was found along, as a table or line by line', async () => {
    const person = await signedIn();
    await givePlan(person.organizationId, 'team');
    await record({ actor: by(person), organizationId: person.organizationId, reason: '=1+1' });
    await record({ actor: by(person), organizationId: person.organizationId, reason: 'another' });
    const csv = await asked(exportOwn, person, '/api/audit-log/export?q=1%2B1');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit-log.csv"');
    const [heads, ...rows] = (await csv.text()).trimEnd().split('\r\n');
    expect(heads).toContain('occurred_at,actor_email');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(`'=1+1`);
    const lines = await asked(exportOwn, person, '/api/audit-log/export?format=jsonl&action=organization');
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const reasons = (await lines.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).reason);
    expect(reasons).toEqual(['another', '=1+1']);
  });

  it.each(['actor=nora', 'action=nothing.such', 'from=yesterday', 'limit=0', 'cursor=x', 'via=pigeon'])(
    'is told what is wrong with %s',
    async (query) => {
      const answer = await asked(search, owner, `/api/audit-log?${query}`);
      expect([answer.status, (await answer.json()).error]).toEqual([422, 'invalid_request']);
    },
  );
});

describe('an admin of the platform', () => {
  let admin: Signed;

  beforeAll(async () => {
    const person = await makePerson();
    await asService('test.superadmin', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { platformRole: 'superadmin' } }),
    );
    admin = { ...person, cookies: (await turnOnSecondFactor(person)).cookies() };
  });

  it('searches what was done anywhere, and finds who and where by name', async () => {
    const nothing = await record({ actor: by(admin), reason: `Of nobody ${admin.userId}` });
    const theirs = await record({
      actor: by(owner),
      organizationId: owner.organizationId,
      userId: owner.userId,
      reason: `Of somebody ${admin.userId}`,
    });
    const path = `/api/admin/audit-log?q=${encodeURIComponent(`body ${admin.userId}`)}`;
    const { events } = await pageOf(await asked(searchAll, admin, path));
    expect(events.map(({ id }) => id)).toEqual([theirs, nothing]);
    expect(events[0]).toMatchObject({
      user: { email: owner.email },
      organization: { id: owner.organizationId },
    });
    expect(events[1]).toMatchObject({ organization: null });
    expect((await one(findAny, admin, theirs)).status).toBe(200);
    expect((await one(findAny, admin, crypto.randomUUID())).status).toBe(404);
  });

  it('leaves a trace of what they took along', async () => {
    const answer = await asked(
      exportAll,
      admin,
      `/api/admin/audit-log/export?actor=${owner.email}&format=jsonl`,
    );
    expect(answer.status).toBe(200);
    expect(await recorded({ actor: admin.userId, action: 'audit_log' })).toMatchObject([
      { action: 'audit_log.exported', via: 'console', after: { actor: owner.email, format: 'jsonl' } },
    ]);
  });

  it('is nobody who was one a moment ago', async () => {
    await asService('test.demote', (tx) =>
      tx.user.update({ where: { id: admin.userId }, data: { platformRole: 'user' } }),
    );
    for (const [handler, path] of [
      [searchAll, '/api/admin/audit-log'],
      [exportAll, '/api/admin/audit-log/export'],
    ] as const)
      expect((await asked(handler, admin, path)).status).toBe(404);
  });
});

async function signedIn(): Promise<Signed> {
  const person = await makePerson();
  return { ...person, cookies: await sessionCookiesOf(person) };
}

function by({ userId }: TestPerson) {
  return { id: userId, via: 'session' } as const;
}

function asked(
  handler: RouteHandler,
  { cookies }: Signed,
  path: string,
  params: Record<string, string> = { id: path.split('/').at(-1) ?? '' },
): Promise<Response> {
  const request = new Request(`${env().APP_URL}${path}`, { headers: { cookie: cookieHeader(cookies) } });
  return handler(request, { params: Promise.resolve(params) });
}

function one(handler: RouteHandler, who: Signed, id: string): Promise<Response> {
  return asked(handler, who, `/api/audit-log/${id}`, { id });
}

async function pageOf(answer: Response): Promise<AuditPage> {
  expect(answer.status).toBe(200);
  return answer.json();
}
