import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService, asTenant, disconnect, type Transaction } from '@/lib/db';
import { noteOrigin, withRequestId } from '@/lib/observability';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { type AuditActor, theSystem } from './audit-event';
import { recordAudit } from './record-audit';
import { auditFilterSchema } from './schema';
import { nameAudit } from './search/name-audit';
import { findAudit, searchAudit } from './search/search-audit';
import { record, recorded, recordedActions } from './test-support';

const client = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
let person: TestPerson;
let actor: AuditActor;

beforeAll(async () => {
  await client.connect();
  person = await makePerson();
  actor = { id: person.userId, via: 'session' };
});
afterAll(() => Promise.all([client.end(), disconnect()]));

const of = (organization: string) => ({ organization });
const search = (filter: Record<string, string>) => recorded(auditFilterSchema.parse(filter));

describe('an event', () => {
  it('tells who did what to whom from where, and what changed', async () => {
    const { userId, email } = await makePerson();
    const id = await withRequestId('req_of_this_test', () => {
      noteOrigin({ ip: '203.0.113.7', userAgent: 'A browser' });
      return record({
        actor: { id: userId, via: 'session' },
        action: 'account.renamed',
        target: { kind: 'user', id: userId },
        organizationId: userId,
        userId,
        before: { name: 'Nora', other: 1 },
        after: { name: 'Nora Berg', other: 1 },
        reason: 'married',
      });
    });
    const [event] = await recorded(of(userId));
    expect(event).toMatchObject({
      id,
      actor: { id: userId, email },
      via: 'session',
      action: 'account.renamed',
      summary: 'Changed their name',
      target: { kind: 'user', id: userId, label: email },
      before: { name: 'Nora' },
      after: { name: 'Nora Berg' },
      reason: 'married',
      ip: '203.0.113.7',
      userAgent: 'A browser',
      requestId: 'req_of_this_test',
    });
  });

  it('of an admin who acts as somebody names both, and why that was allowed', async () => {
    const [admin, target] = await Promise.all([makePerson(), makePerson()]);
    const impersonation = await asService('test.impersonation', (tx) =>
      tx.impersonation.create({
        data: {
          userId: target.userId,
          actorId: admin.userId,
          actorSessionId: crypto.randomUUID(),
          tokenHash: crypto.getRandomValues(new Uint8Array(32)),
          reason: 'Ticket 4711: cannot rename',
          expiresAt: new Date(Date.now() + 60_000),
        },
      }),
    );
    const organizationId = target.userId;
    await record({
      actor: {
        id: admin.userId,
        email: admin.email,
        via: 'impersonation',
        impersonation: { id: impersonation.id, userId: target.userId },
      },
      organizationId,
    });
    // As the owner of that organization sees it, through the claims of a signed-in person.
    const { events } = await asTenant(target, (tx) => searchAudit(tx, of(organizationId)));
    const [named] = await asService('test.names', (tx) => nameAudit(tx, events));
    expect(named).toMatchObject({
      actor: { id: admin.userId, email: admin.email },
      actingAs: { id: target.userId, email: target.email },
      via: 'impersonation',
      reason: 'Ticket 4711: cannot rename',
    });
  });

  it('keeps no more of names and reasons than there is room for, instead of failing', async () => {
    const { userId } = await makePerson();
    const long = 'x'.repeat(2_000);
    await record({
      actor: theSystem,
      organizationId: userId,
      target: { kind: 'plan', id: 'p', label: long },
      reason: long,
      after: { note: '\0\ud800' },
    });
    const [event] = await recorded(of(userId));
    expect([event?.target.label?.length, event?.reason?.length]).toEqual([320, 500]);
  });
});

describe('an event is there if and only if what it tells of is', () => {
  const rename = (tx: Transaction, name: string) =>
    tx.organization.update({ where: { id: person.organizationId }, data: { name } });
  const entry = () => ({
    actor,
    action: 'organization.renamed' as const,
    target: { kind: 'organization', id: person.organizationId },
    organizationId: person.organizationId,
  });
  const nameOf = () =>
    asService('test.name', (tx) => tx.organization.findUnique({ where: { id: person.organizationId } }));

  it('neither is there when the work fails after it was recorded', async () => {
    const before = await nameOf();
    const failed = asService('test.work', async (tx) => {
      await rename(tx, 'Failed work');
      await recordAudit(tx, entry());
      throw new Error('the work failed');
    });
    await expect(failed).rejects.toThrow('the work failed');
    expect([await nameOf(), await recordedActions(of(person.organizationId))]).toEqual([before, []]);
  });

  it('neither is there when it cannot be recorded', async () => {
    const before = await nameOf();
    const failed = asService('test.work', async (tx) => {
      await rename(tx, 'Failed record');
      // Longer than the table takes, and no text of ours that would be cut.
      await recordAudit(tx, { ...entry(), actor: { ...actor, email: 'x'.repeat(400) } });
    });
    await expect(failed).rejects.toThrow();
    expect([await nameOf(), await recordedActions(of(person.organizationId))]).toEqual([before, []]);
  });

  it('both are there otherwise', async () => {
    await asService('test.work', async (tx) => {
      await rename(tx, 'Both');
      await recordAudit(tx, entry());
    });
    expect([(await nameOf())?.name, await recordedActions(of(person.organizationId))]).toEqual([
      'Both',
      ['organization.renamed'],
    ]);
  });
});

describe('nobody changes or removes an event', () => {
  const statements = [
    `update app.audit_events set reason = 'another' where id = $1`,
    `delete from app.audit_events where id = $1`,
    `truncate app.audit_events`,
  ];

  // The last one is whoever the tables belong to, who runs the migrations.
  it.each(['authenticated', 'foothold_service', 'foothold_app', null])('as %s', async (role) => {
    const id = await record({ actor, organizationId: person.organizationId, reason: 'the first' });
    for (const mode of role === null ? ['origin', 'replica'] : ['origin']) {
      for (const statement of statements) {
        expect([statement, await codeOf(role, mode, statement, id)]).toEqual([statement, '42501']);
      }
    }
    expect((await search({ q: id })).map(({ reason }) => reason)).toEqual(['the first']);
  });

  it('not by inserting one with the id of another', async () => {
    const id = await record({ actor, organizationId: person.organizationId, reason: 'the first' });
    const upsert = `
      insert into app.audit_events (organization_id, id, via, action, target_kind, reason)
      select organization_id, id, via, action, target_kind, 'another' from app.audit_events where id = $1
      on conflict (organization_id, id) do update set reason = excluded.reason`;
    for (const role of ['foothold_service', null])
      expect([role, await codeOf(role, 'origin', upsert, id)]).toEqual([role, '42501']);
  });

  it('and nobody but the service writes one', async () => {
    const insert = `insert into app.audit_events (organization_id, via, action, target_kind)
      values ($1, 'session', 'organization.renamed', 'organization')`;
    for (const role of ['authenticated', 'foothold_app'])
      expect([role, await codeOf(role, 'origin', insert, person.organizationId)]).toEqual([role, '42501']);
  });

  /** PostgreSQL's code of the refusal; null when it was done, which is taken back. */
  async function codeOf(role: string | null, mode: string, sql: string, value: string) {
    await client.query('begin');
    try {
      await client.query(`set local session_replication_role = ${mode}`);
      if (role) await client.query(`set local role ${role}`);
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: person.userId, organization_id: person.organizationId, role: 'authenticated' }),
      ]);
      await client.query(sql, sql.includes('$1') ? [value] : []);
      return null;
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await client.query('rollback');
    }
  }
});

describe('whose part of the log is seen', () => {
  it('is that of an organization by its owners, and by nobody else', async () => {
    const [owner, other] = await Promise.all([makePerson(), makePerson()]);
    const { organizationId } = owner;
    const inIt = await Promise.all(
      (['owner', 'admin', 'member', 'viewer'] as const).map(async (role) => {
        const each = await makePerson();
        return [
          role,
          await joinOrganization(each, organizationId, role === 'owner' ? 'admin' : role),
        ] as const;
      }),
    );
    const mine = await record({ actor, organizationId });
    const theirs = await record({ actor, organizationId: other.organizationId });
    const nobodys = await record({ actor: theSystem });
    const seenBy = async (tenant: { userId: string; organizationId: string }) => {
      const { events } = await asTenant(tenant, (tx) => searchAudit(tx, {}, { limit: 100 }));
      return events.map(({ id }) => id);
    };
    expect(await seenBy(owner)).toEqual([mine]);
    expect(await seenBy(other)).toEqual([theirs]);
    for (const [role, tenant] of inIt) expect([role, await seenBy(tenant)]).toEqual([role, []]);
    // A claim of an organization is worth nothing without belonging to it, and nobody belongs to that of all zeros.
    expect(await seenBy({ userId: other.userId, organizationId })).toEqual([]);
    const zeros = '00000000-0000-0000-0000-000000000000';
    expect(await seenBy({ userId: owner.userId, organizationId: zeros })).toEqual([]);
    for (const id of [theirs, nobodys])
      await expect(asTenant(owner, (tx) => findAudit(tx, id, organizationId))).rejects.toMatchObject({
        status: 404,
      });
  });
});

describe('searching', () => {
  let organization: string;
  const ids: string[] = [];
  let admin: TestPerson;

  beforeAll(async () => {
    const owner = await makePerson();
    admin = await makePerson();
    organization = owner.organizationId;
    const entries = [
      { action: 'api_key.created', label: 'Nightly import', actor },
      { action: 'api_key.revoked', label: '100%_sure', actor },
      { action: 'member.invited', label: 'Guest.One@example.test', actor },
      { action: 'flag.switched', label: 'FF_X', actor: { id: admin.userId, via: 'console' } },
    ] as const;
    for (const { action, label, actor: by } of entries) {
      ids.push(
        await record({
          actor: by,
          action,
          target: { kind: 'thing', id: `thing-${ids.length}-${organization}`, label },
          organizationId: organization,
          userId: action === 'member.invited' ? admin.userId : null,
          reason: action === 'flag.switched' ? 'A needle in the haystack' : null,
        }),
      );
    }
  });

  const found = async (filter: Record<string, string>) =>
    (await search({ organization, ...filter })).map(({ id }) => ids.indexOf(id));

  it.each<[string, () => Record<string, string>, number[]]>([
    ['all', () => ({}), [0, 1, 2, 3]],
    ['an action', () => ({ action: 'api_key.revoked' }), [1]],
    ['a kind of action', () => ({ action: 'api_key' }), [0, 1]],
    ['who did it, by id', () => ({ actor: admin.userId }), [3]],
    ['who did it, by address', () => ({ actor: admin.email.toUpperCase() }), [3]],
    ['whom it concerns, by id', () => ({ user: admin.userId }), [2]],
    ['whom it concerns, by address', () => ({ user: admin.email }), [2]],
    ['by what', () => ({ via: 'console' }), [3]],
    ['the id of the target', () => ({ target: `thing-1-${organization}` }), [1]],
    ['a part of what it is called', () => ({ q: 'ghtly IMP' }), [0]],
    ['a part of an address', () => ({ q: 'guest.one@' }), [2]],
    ['a part of the reason', () => ({ q: 'needle' }), [3]],
    ['signs as they are', () => ({ q: '100%_' }), [1]],
    ['signs that are not there', () => ({ q: '1_0%' }), []],
    ['an id of an event', () => ({ q: ids[2] ?? '' }), [2]],
    ['an id of a person', () => ({ q: admin.userId }), [2, 3]],
    ['several at once', () => ({ action: 'api_key', q: 'sure', actor: person.userId }), [1]],
    ['what is long past', () => ({ to: '2020-01-01' }), []],
    ['since a day', () => ({ from: '2020-01-01' }), [0, 1, 2, 3]],
  ])('finds by %s', async (_, filter, expected) => {
    expect(await found(filter())).toEqual(expected);
  });

  it('finds by the moment, to the millisecond', async () => {
    const at = (await search({ organization }))[1]?.occurredAt ?? '';
    expect(await found({ from: at, to: at })).toContain(1);
    const later = new Date(new Date(at).getTime() + 1).toISOString();
    expect(await found({ from: later })).not.toContain(1);
    const earlier = new Date(new Date(at).getTime() - 1).toISOString();
    expect(await found({ to: earlier })).not.toContain(1);
  });

  it('finds by the id of a request', async () => {
    const requestId = `req_${crypto.randomUUID()}`;
    const id = await withRequestId(requestId, () => record({ actor, organizationId: organization }));
    expect((await search({ q: requestId })).map((event) => event.id)).toEqual([id]);
  });

  it('goes through all, newest first, page by page, also while more is recorded', async () => {
    const { organizationId } = await makePerson();
    const made: string[] = [];
    for (let nth = 0; nth < 7; nth++) made.unshift(await record({ actor, organizationId }));
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await asService('test.page', (tx) =>
        searchAudit(tx, of(organizationId), { limit: 3, cursor: cursor ?? undefined }),
      );
      seen.push(...page.events.map(({ id }) => id));
      cursor = page.nextCursor;
      await record({ actor, organizationId });
    }
    expect(seen).toEqual(made);
  });

  it('tells what one transaction recorded in the order in which it did, however fast that was', async () => {
    const { organizationId } = await makePerson();
    const made = await asService('test.order', async (tx) => {
      const ids: string[] = [];
      for (let nth = 0; nth < 60; nth++) {
        const target = { kind: 'thing', id: String(nth) };
        ids.push(await recordAudit(tx, { actor, action: 'organization.renamed', target, organizationId }));
      }
      return ids;
    });
    expect((await recorded(of(organizationId))).map(({ id }) => id)).toEqual(made);
  });

  it('says that a cursor is not one of ours', async () => {
    const asked = asService('test.page', (tx) => searchAudit(tx, {}, { cursor: 'bm90IG91cnM' }));
    await expect(asked).rejects.toMatchObject({ status: 422 });
  });

  it('leads from what was done to what took it back, and the other way', async () => {
    const organizationId = organization;
    const target = { kind: 'user', id: person.userId };
    const done = await record({ actor, organizationId, target });
    const undone = await record({ actor, organizationId, target, undoes: done });
    await asService('test.find', async (tx) => {
      expect(await findAudit(tx, done, null)).toMatchObject({ event: { undoes: null }, undoneBy: undone });
      expect(await findAudit(tx, undone, organizationId)).toMatchObject({
        event: { undoes: done },
        undoneBy: null,
      });
    });
  });

  it('is served by an index, whatever is asked', async () => {
    // A table that is this small is read whole if it may be; that it need not be is what counts.
    const plans = await Promise.all(
      [
        { actor: person.userId },
        { actor: person.email },
        { user: person.userId },
        { action: 'api_key.created' },
        { target: 'x' },
        { q: 'needle' },
        { q: person.userId },
        { q: 'req_12345678' },
        { from: '2026-01-01', to: '2026-01-02' },
        {},
      ].map((filter) =>
        asService('test.explain', async (tx) => {
          await tx.$executeRaw`set local enable_seqscan = off`;
          const explained: string[] = [];
          const spied = new Proxy(tx, {
            get: (of, name) =>
              name === '$queryRaw'
                ? async (sql: TemplateStringsArray, ...values: unknown[]) => {
                    const [first = '', ...rest] = sql;
                    const raw = Object.assign([`explain ${first}`, ...rest], { raw: sql.raw });
                    const rows = await of.$queryRaw<{ 'QUERY PLAN': string }[]>(raw, ...values);
                    explained.push(...rows.map((row) => row['QUERY PLAN']));
                    return [];
                  }
                : Reflect.get(of, name),
          });
          await searchAudit(spied, auditFilterSchema.parse(filter));
          return [
            JSON.stringify(filter),
            explained.length === 0 || explained.some((line) => line.includes('Seq Scan on audit_events')),
          ];
        }),
      ),
    );
    expect(plans.filter(([, isScanned]) => isScanned)).toEqual([]);
  });
});
