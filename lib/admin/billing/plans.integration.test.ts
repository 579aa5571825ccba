import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Admin } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { entitlementsOf } from '@/lib/entitlements';
import { REMEMBERED_MS } from '@/lib/entitlements/entitlements-of';
import { env } from '@/lib/env';
import { flags } from '@/lib/flags';
import { catalogue, type Metric, type PlanId } from '@/lib/plans';
import { writeCatalogue } from '@/lib/plans/server';
import { reserveUsage } from '@/lib/usage';
import { consume, overrideLimit } from '@/lib/usage/test-support';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import { seed } from '@/prisma/seed';
import { makeAdmin } from '../test-support';
import { shownFlags, switchFlag } from './flags';
import { grantPlan } from './grant-plan';
import { editPlan, planStandings, previewPlanEdit } from './plans';

let admin: Admin;
let person: TestPerson;
beforeAll(async () => {
  admin = await makeAdmin();
});
beforeEach(async () => {
  person = await makePerson();
});
afterEach(async () => {
  await writeCatalogue(catalogue, 'overwrite');
  await asService('test.plans', (tx) => tx.plan.updateMany({ data: { active: true } }));
});
afterAll(disconnect);

const lastEvent = (targetId: string) =>
  asService('test.events', (tx) =>
    tx.auditEvent.findFirst({ where: { targetId, actorId: admin.userId }, orderBy: { id: 'desc' } }),
  );
const edited = (planId: PlanId, edit: Parameters<typeof editPlan>[2], reason = 'Summer prices') =>
  editPlan(admin, planId, edit, { reason });
const standing = async (planId: PlanId) => (await planStandings()).find(({ id }) => id === planId);
// What a process remembers of a snapshot is that old at most.
const forgotten = () => new Promise((resolve) => setTimeout(resolve, REMEMBERED_MS + 50));

describe('a change of a plan', () => {
  it('counts for everybody who has it from the commit on, and is told at once', async () => {
    await givePlan(person.organizationId, 'basic');
    expect((await entitlementsOf(person)).limits.documents.limit).toBe(200);
    await edited('basic', {
      limits: { documents: { limit: 3, cap: 'soft' } },
      features: ['basic_search', 'audit_log'],
      rateLimits: { keyRequestsPerHour: 77 },
    });
    await consume(person, { documents: 3 });
    await expect(reserveUsage(person, { key: 'a', items: { documents: 1 } })).rejects.toMatchObject({
      code: 'quota_exceeded',
    });
    await forgotten();
    expect(await entitlementsOf(person)).toMatchObject({
      limits: { documents: { limit: 3, cap: 'soft' }, runs: { limit: 300 } },
      features: ['basic_search', 'audit_log'],
      rateLimits: { keyRequestsPerHour: 77, sessionRequestsPerMinute: 120 },
    });
  });

  it('is recorded with what differs, and with nothing when nothing does', async () => {
    await edited('pro', { limits: { runs: { limit: 2_000 } }, active: true });
    expect(await lastEvent('pro')).toMatchObject({
      action: 'plan.edited',
      targetLabel: 'Pro',
      reason: 'Summer prices',
      before: { 'limits.runs': { limit: 1_000, cap: 'soft' } },
      after: { 'limits.runs': { limit: 2_000, cap: 'soft' } },
    });
    await edited('pro', { limits: { runs: { limit: 2_000 } } }, 'The same again');
    expect(await lastEvent('pro')).toMatchObject({ reason: 'Summer prices' });
  });

  it('outlives the next deployment', async () => {
    await edited('pro', { limits: { runs: { limit: 2_000 } }, features: ['basic_search'] });
    await seed();
    expect(await standing('pro')).toMatchObject({
      limits: { runs: { limit: 2_000 } },
      features: ['basic_search'],
    });
  });

  it('is refused to who has not seen what somebody else changed meanwhile', async () => {
    const seen = (await standing('pro'))?.updatedAt;
    await editPlan(admin, 'pro', { limits: { runs: { limit: 7 } } }, { reason: 'First', seen });
    await expect(
      editPlan(admin, 'pro', { limits: { documents: { limit: 7 } } }, { reason: 'Second', seen }),
    ).rejects.toMatchObject({ status: 409 });
    expect((await standing('pro'))?.limits.documents.limit).toBe(1_000);
  });

  it('neither begins nor ends billing, and leaves Free on offer', async () => {
    await expect(edited('team', { limits: { runs: { limit: 1, cap: 'hard' } } })).rejects.toMatchObject({
      status: 422,
      extras: { issues: [{ path: 'limits.runs.cap' }] },
    });
    await expect(edited('free', { active: false })).rejects.toMatchObject({ status: 422 });
    await expect(edited('pro', { active: false }, '')).rejects.toMatchObject({ status: 422 });
    await edited('team', { limits: { runs: { limit: 6_000 } } });
    expect((await standing('team'))?.limits.runs).toEqual({
      limit: 6_000,
      cap: 'overage',
      period: 'month',
      overage: { unitAmount: 10, quantity: 1 },
    });
  });

  it('is for admins alone', async () => {
    const stranger = { ...admin, userId: person.userId };
    await expect(editPlan(stranger, 'pro', {}, { reason: 'Mine' })).rejects.toMatchObject({ status: 404 });
  });

  it('that takes a plan off sale leaves it with who has it', async () => {
    await givePlan(person.organizationId, 'pro');
    await edited('pro', { active: false });
    await forgotten();
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'pro', limits: { runs: { limit: 1_000 } } });
    expect(await standing('pro')).toMatchObject({ active: false });
  });
});

describe('the preview of a change', () => {
  const over = async (planId: PlanId, metric: Metric, limit: number | null) =>
    (await previewPlanEdit(planId, { limits: { [metric]: { limit } } })).limits[0];

  it('tells for how many a plan is in force, whatever gives it', async () => {
    const before = (await standing('team'))?.inForce ?? 0;
    await givePlan(person.organizationId, 'team');
    const another = await makePerson();
    await grantPlan(admin, another.organizationId, { planId: 'team', endsAt: null }, 'A prize');
    expect((await previewPlanEdit('team', {})).inForce).toBe(before + 2);
    expect((await standing('team'))?.inForce).toBe(before + 2);
  });

  it('tells how many are above the present limit and would be above the new one', async () => {
    const before = await over('enterprise', 'documents', 4);
    expect(before).toMatchObject({ metric: 'documents', overNow: 0 });
    for (const used of [3, 5, 6]) {
      const each = await makePerson();
      await givePlan(each.organizationId, 'enterprise');
      await consume(each, { documents: used });
    }
    // One with a limit of its own is not met by the plan's.
    const own = await makePerson();
    await givePlan(own.organizationId, 'enterprise');
    await consume(own, { documents: 9 });
    await overrideLimit(own.organizationId, 'documents', { quotaLimit: 9 });
    const then = await over('enterprise', 'documents', 4);
    expect((then?.overThen ?? 0) - (before?.overThen ?? 0)).toBe(2);
    // What is the same as it is now needs no look.
    expect(await over('enterprise', 'documents', null)).toBeUndefined();
    expect((await entitlementsOf(person)).planId).toBe('free');
  });
});

describe('a flag', () => {
  afterEach(async () => {
    for (const flag of flags) env()[flag] = true;
    await switchFlag(admin, 'FF_PLAN_TEAM_ENABLED', null, 'Back to the environment');
  });
  const shown = async () => (await shownFlags()).find(({ flag }) => flag === 'FF_PLAN_TEAM_ENABLED');

  it('is switched with a reason, by somebody, and given back to the environment', async () => {
    await switchFlag(admin, 'FF_PLAN_TEAM_ENABLED', false, 'Team is sold out');
    expect(await shown()).toMatchObject({
      on: false,
      byDefault: true,
      switched: false,
      by: admin.email,
      switchedAt: expect.any(String),
    });
    expect(await lastEvent('FF_PLAN_TEAM_ENABLED')).toMatchObject({
      action: 'flag.switched',
      reason: 'Team is sold out',
      before: { enabled: null },
      after: { enabled: false },
    });
    await switchFlag(admin, 'FF_PLAN_TEAM_ENABLED', null, 'It is back');
    expect(await shown()).toMatchObject({ on: true, switched: null, by: null, switchedAt: null });
  });

  it('twice is recorded once, and without a reason not at all', async () => {
    await switchFlag(admin, 'FF_PLAN_TEAM_ENABLED', false, 'First');
    await switchFlag(admin, 'FF_PLAN_TEAM_ENABLED', false, 'Second');
    expect(await lastEvent('FF_PLAN_TEAM_ENABLED')).toMatchObject({ reason: 'First' });
    await expect(switchFlag(admin, 'FF_PLAN_TEAM_ENABLED', true, '')).rejects.toMatchObject({ status: 422 });
    expect(await shown()).toMatchObject({ on: false });
  });
});
