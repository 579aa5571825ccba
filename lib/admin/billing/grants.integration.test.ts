import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Admin } from '@/lib/auth';
import { currentSubscription } from '@/lib/billing';
import { buy, makeBuyer } from '@/lib/billing/test-support';
import { asService, disconnect } from '@/lib/db';
import { entitlementsOf, planGrantOf } from '@/lib/entitlements';
import { reserveUsage } from '@/lib/usage';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import { makeAdmin } from '../test-support';
import { entitlementsOverview } from './entitlements-overview';
import { endGrant, grantPlan } from './grant-plan';
import { endOverride, overrideEntitlement } from './override-entitlement';
import { syncOrganization } from './sync-organization';
import { undoEntitlementChange } from './undo-change';

let admin: Admin;
let person: TestPerson;
beforeAll(async () => {
  admin = await makeAdmin();
});
beforeEach(async () => {
  person = await makePerson();
});
afterAll(disconnect);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const nobody = crypto.randomUUID();

const eventsOf = (organizationId: string) =>
  asService('test.events', (tx) =>
    tx.auditEvent.findMany({ where: { organizationId, actorId: admin.userId }, orderBy: { id: 'asc' } }),
  );

const standsAt = async ({ organizationId }: TestPerson) => {
  const [row] = await asService(
    'test.plan',
    (tx) => tx.$queryRaw<{ planId: string; anchor: Date | null }[]>`
      select plan_id::text as "planId", anchor from app.plan_in_force(${organizationId}::uuid)`,
  );
  return row;
};

describe('a plan that is given', () => {
  it('counts at once everywhere, and ends at once everywhere', async () => {
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'free' });
    const endsAt = inDays(30);
    await grantPlan(admin, person.organizationId, { planId: 'pro', endsAt }, 'A conference talk');
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'pro', billingAnchor: null });
    expect(await standsAt(person)).toEqual({ planId: 'pro', anchor: null });
    expect(await planGrantOf(person)).toMatchObject({ planId: 'pro', endsAt });
    // More than the free plan ever lets through.
    await reserveUsage(person, { key: 'a', items: { runs: 900 } });

    await endGrant(admin, person.organizationId, 'The talk was called off');
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'free' });
    expect(await planGrantOf(person)).toBeNull();
    await expect(reserveUsage(person, { key: 'b', items: { runs: 1 } })).rejects.toMatchObject({
      code: 'quota_exceeded',
    });
  });

  it('is recorded with who, why, and how it was before and after', async () => {
    const endsAt = inDays(30);
    await grantPlan(admin, person.organizationId, { planId: 'basic', endsAt: null }, 'An apology');
    await grantPlan(admin, person.organizationId, { planId: 'pro', endsAt }, 'A better apology');
    const [first, second] = await eventsOf(person.organizationId);
    expect(first).toMatchObject({
      action: 'plan.granted',
      via: 'console',
      targetId: person.organizationId,
      userId: person.userId,
      reason: 'An apology',
      before: { grant: null },
      after: { grant: { planId: 'basic', endsAt: null } },
    });
    expect(second).toMatchObject({
      before: { grant: { planId: 'basic', endsAt: null } },
      after: { grant: { planId: 'pro', endsAt: endsAt.toISOString() } },
    });
  });

  it('twice is given and recorded once, also at once', async () => {
    const grant = { planId: 'pro' as const, endsAt: inDays(3) };
    await Promise.all(
      [1, 2, 3].map(() => grantPlan(admin, person.organizationId, grant, 'Pressed three times')),
    );
    expect(await eventsOf(person.organizationId)).toHaveLength(1);
    await Promise.all([1, 2].map(() => endGrant(admin, person.organizationId, 'Pressed twice')));
    expect(await eventsOf(person.organizationId)).toHaveLength(2);
  });

  it('stands beside what is paid: the better one counts, and the same is the paid one’s', async () => {
    await givePlan(person.organizationId, 'team');
    await grantPlan(admin, person.organizationId, { planId: 'pro', endsAt: null }, 'A prize');
    expect(await standsAt(person)).toMatchObject({ planId: 'team', anchor: expect.any(Date) });
    await grantPlan(admin, person.organizationId, { planId: 'team', endsAt: null }, 'A prize');
    const { limits } = await entitlementsOf(person);
    expect(limits.runs).toMatchObject({ cap: 'overage' });
    await givePlan(person.organizationId, 'free');
    // Of a plan that nobody pays for, nothing above the limit is billed.
    expect((await entitlementsOf(person)).limits.runs).toMatchObject({ limit: 5_000, cap: 'hard' });
    await expect(reserveUsage(person, { key: 'a', items: { runs: 5_001 } })).rejects.toMatchObject({
      code: 'quota_exceeded',
    });
  });

  it('ends by itself, also for whoever counted a moment before', async () => {
    await grantPlan(admin, person.organizationId, { planId: 'pro', endsAt: null }, 'For an hour');
    await reserveUsage(person, { key: 'a', items: { runs: 900 } });
    await entitlementsOf(person);
    await asService('test.end', async (tx) => {
      // As if it had been given until a moment from now: what was reckoned before must not outlive it.
      await tx.$executeRaw`
        update app.plan_grants set ends_at = clock_timestamp() + interval '5 seconds'
        where organization_id = ${person.organizationId}::uuid`;
    });
    await reserveUsage(person, { key: 'b', items: { runs: 1 } });
    await expect.poll(async () => (await standsAt(person))?.planId).toBe('free');
    await expect(reserveUsage(person, { key: 'c', items: { runs: 1 } })).rejects.toMatchObject({
      code: 'quota_exceeded',
    });
  });

  it('does not keep anybody from buying, also the same plan', async () => {
    const owner = await makeBuyer();
    await grantPlan(admin, owner.organizationId, { planId: 'pro', endsAt: inDays(9) }, 'A prize');
    const { customer } = await buy(owner, { planId: 'pro', interval: 'month' });
    expect(await currentSubscription(owner)).toBeNull();
    expect(await syncOrganization(admin, owner.organizationId, 'They have just paid')).toEqual({
      outcome: 'synced',
      planId: 'pro',
    });
    expect(await currentSubscription(owner)).toMatchObject({ planId: 'pro', status: 'active' });
    const overview = await entitlementsOverview(owner.organizationId);
    expect(overview).toMatchObject({
      source: 'subscription',
      grant: { planId: 'pro', isRunning: true, reason: 'A prize', by: admin.email },
      stripe: { customerId: customer, isAvailable: true },
    });
    expect((await eventsOf(owner.organizationId)).map(({ action }) => action)).toEqual([
      'plan.granted',
      'billing.synced',
    ]);
  });

  it.each([
    ['without a reason', { planId: 'pro', endsAt: null }, ' ', 'reason'],
    ['that everybody has', { planId: 'free', endsAt: null }, 'A prize', 'planId'],
    ['until yesterday', { planId: 'pro', endsAt: new Date(Date.now() - 86_400_000) }, 'A prize', 'endsAt'],
  ] as const)('%s is refused', async (_, grant, reason, path) => {
    await expect(grantPlan(admin, person.organizationId, grant, reason)).rejects.toMatchObject({
      status: 422,
      extras: { issues: [{ path }] },
    });
    expect(await eventsOf(person.organizationId)).toEqual([]);
  });

  it('is for admins to give, and to organizations that are there', async () => {
    const stranger = { ...admin, userId: person.userId };
    const grant = { planId: 'pro', endsAt: null } as const;
    for (const [who, organizationId] of [
      [stranger, person.organizationId],
      [{ ...admin, sessionId: nobody }, person.organizationId],
      [admin, nobody],
    ] as const)
      await expect(grantPlan(who, organizationId, grant, 'A prize')).rejects.toMatchObject({ status: 404 });
    expect(await planGrantOf(person)).toBeNull();
  });
});

describe('an override', () => {
  const runs = (quotaLimit: number | null) =>
    ({ kind: 'limit', subject: 'runs', quotaLimit, cap: 'hard' }) as const;

  it('of a limit, a feature or a rate limit counts at once, and is told with its reason and end', async () => {
    const { organizationId } = person;
    const expiresAt = inDays(2);
    const note = { expiresAt, reason: 'A migration of theirs' };
    await overrideEntitlement(admin, organizationId, runs(7), note);
    await overrideEntitlement(
      admin,
      organizationId,
      { kind: 'feature', subject: 'export_csv', enabled: true },
      note,
    );
    await overrideEntitlement(
      admin,
      organizationId,
      { kind: 'rate_limit', subject: 'key_requests_per_hour', rate: 999 },
      { ...note, expiresAt: null },
    );
    expect(await entitlementsOf(person)).toMatchObject({
      limits: { runs: { limit: 7, cap: 'hard' } },
      features: expect.arrayContaining(['export_csv']),
      rateLimits: { keyRequestsPerHour: 999 },
    });
    const { overrides } = await entitlementsOverview(organizationId);
    const told = { by: admin.email, reason: note.reason, isRunning: true };
    expect(overrides).toEqual([
      expect.objectContaining({ kind: 'feature', subject: 'export_csv', enabled: true, ...told }),
      expect.objectContaining({
        subject: 'runs',
        quotaLimit: 7,
        expiresAt: expiresAt.toISOString(),
        ...told,
      }),
      expect.objectContaining({ subject: 'key_requests_per_hour', rate: 999, expiresAt: null, ...told }),
    ]);
    await endOverride(admin, organizationId, { kind: 'limit', subject: 'runs' }, 'It is done');
    expect((await entitlementsOf(person)).limits.runs).toMatchObject({ limit: 100, cap: 'soft' });
    expect(await eventsOf(organizationId)).toHaveLength(4);
  });

  it('that is there already is not recorded again', async () => {
    const note = { expiresAt: null, reason: 'Twice' };
    await overrideEntitlement(admin, person.organizationId, runs(7), note);
    expect(await overrideEntitlement(admin, person.organizationId, runs(7), note)).toEqual({ eventId: null });
    await endOverride(admin, person.organizationId, runs(7), 'Once');
    expect(await endOverride(admin, person.organizationId, runs(7), 'Twice')).toEqual({ eventId: null });
    expect(await eventsOf(person.organizationId)).toHaveLength(2);
  });
});

describe('taking back', () => {
  const undo = (eventId: string | null, reason = 'It was somebody else') =>
    undoEntitlementChange(admin, eventId ?? nobody, reason);

  it('a plan that was given brings the former one back, and the log says what it undid', async () => {
    const { organizationId } = person;
    await grantPlan(admin, organizationId, { planId: 'basic', endsAt: inDays(9) }, 'A prize');
    const { eventId } = await grantPlan(admin, organizationId, { planId: 'team', endsAt: null }, 'A slip');
    await undo(eventId);
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'basic' });
    const events = await eventsOf(organizationId);
    expect(events.at(-1)).toMatchObject({
      action: 'entitlement.restored',
      undoes: eventId,
      targetId: organizationId,
      after: { grant: { planId: 'basic' } },
    });
    // Once.
    await expect(undo(eventId)).rejects.toMatchObject({ status: 409 });
  });

  it('the first one leaves none, and an ended one is given again', async () => {
    const { organizationId } = person;
    const given = await grantPlan(admin, organizationId, { planId: 'pro', endsAt: null }, 'A prize');
    const ended = await endGrant(admin, organizationId, 'A slip');
    await expect(undo(given.eventId)).rejects.toMatchObject({ status: 409 });
    await undo(ended.eventId);
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'pro' });
    const again = await endGrant(admin, organizationId, 'After all');
    expect(again.eventId).not.toBeNull();
  });

  it('an override brings the former one back, or what the plan gives', async () => {
    const { organizationId } = person;
    const limit = (quotaLimit: number | null) =>
      ({ kind: 'limit', subject: 'runs', quotaLimit, cap: null }) as const;
    const note = { expiresAt: null, reason: 'A prize' };
    const first = await overrideEntitlement(admin, organizationId, limit(7), note);
    const second = await overrideEntitlement(admin, organizationId, limit(null), note);
    await undo(second.eventId);
    expect((await entitlementsOf(person)).limits.runs.limit).toBe(7);
    await expect(undo(second.eventId)).rejects.toMatchObject({ status: 409 });
    // What stands there is again what the first one left, which can be taken back, too.
    await undo(first.eventId);
    expect((await entitlementsOf(person)).limits.runs.limit).toBe(100);
  });

  it('what is no such event is not there', async () => {
    await expect(undo(nobody)).rejects.toMatchObject({ status: 404 });
  });
});

describe('asking Stripe', () => {
  it('about who has no customer there is told', async () => {
    await expect(syncOrganization(admin, person.organizationId, 'Looking')).rejects.toMatchObject({
      status: 409,
    });
    await expect(syncOrganization(admin, nobody, 'Looking')).rejects.toMatchObject({ status: 404 });
  });
});
