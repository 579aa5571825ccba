import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { entitlementReads } from '@/lib/observability';
import { catalogue } from '@/lib/plans';
import { writeCatalogue } from '@/lib/plans/server';
import { CACHE_WAIT_MS, callCache } from '@/lib/resilience';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';
import {
  entitlementsOf,
  hasFeature,
  limitOf,
  refreshEntitlements,
  removeOverride,
  requireFeature,
  setOverride,
} from '.';
import { computeEntitlements } from './compute-entitlements';
import { REMEMBERED_MS } from './entitlements-of';
import { readFacts } from './read-facts';
import { writeSnapshot } from './snapshot';

let person: TestPerson;
beforeEach(async () => {
  person = await makePerson();
});
afterEach(async () => {
  vi.restoreAllMocks();
  env().FF_BILLING_ENFORCEMENT_ENABLED = true;
});
afterAll(disconnect);

describe('the snapshot', () => {
  it('answers without the database once it is there', async () => {
    await entitlementsOf(person);
    await behindItsBack(person, 'pro');
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'free' });
    await refreshEntitlements(person.organizationId);
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'pro' });
  });

  it.each([
    ['lost', (key: string) => callCache((redis) => redis.del(key))],
    ['unreadable', (key: string) => callCache((redis) => redis.set(key, 'not a snapshot'))],
    [
      'of another shape',
      (key: string) => callCache((redis) => redis.set(key, `${'9'.repeat(40)}{"planId":"pro"}`)),
    ],
  ])('that is %s is made anew', async (_, harm) => {
    const before = await entitlementsOf(person);
    await harm(`entitlements:${person.organizationId}`);
    await isForgotten();
    expect(await entitlementsOf(person)).toEqual(before);
  });

  it('without the catalogue’s version beside it is made anew', async () => {
    await entitlementsOf(person);
    await behindItsBack(person, 'pro');
    await callCache((redis) => redis.del('catalogue:version'));
    await isForgotten();
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'pro' });
  });

  it('of older facts never takes the place of one of newer facts', async () => {
    const older = await readFacts(person.organizationId);
    await givePlan(person.organizationId, 'team');
    const { validUntil: _, ...entitlements } = computeEntitlements(older.facts);
    const late = { entitlements, versions: older.versions, validUntil: new Date(Date.now() + 60_000) };
    await writeSnapshot(person.organizationId, late);
    await isForgotten();
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'team' });

    const olderCatalogue = {
      ...older.versions,
      organization: older.versions.organization + 99,
      catalogue: 0,
    };
    await writeSnapshot(person.organizationId, { ...late, versions: olderCatalogue });
    await isForgotten();
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'team' });
  });

  it('ends up right whatever the order in which changes and their snapshots overtake each other', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all([
        givePlan(person.organizationId, 'pro'),
        setOverride(
          person.organizationId,
          { kind: 'limit', subject: 'runs', quotaLimit: round },
          { reason: 'a test' },
        ),
        ...Array.from({ length: 6 }, () => refreshEntitlements(person.organizationId)),
        setOverride(
          person.organizationId,
          { kind: 'feature', subject: 'audit_log', enabled: round % 2 === 0 },
          { reason: 'a test' },
        ),
      ]);
      const told = await entitlementsOf(person);
      expect(told.limits.runs.limit).toBe(round);
      expect(told.features.includes('audit_log')).toBe(round % 2 === 0);
    }
  });

  it('is believed only as long as the grace lasts', async () => {
    await givePlan(person.organizationId, 'pro');
    const almost = new Date(Date.now() - 7 * 86_400_000 + 1500);
    await asService('test.overdue', (tx) =>
      tx.subscription.updateMany({
        where: { organizationId: person.organizationId },
        data: { status: 'past_due', pastDueSince: almost },
      }),
    );
    await refreshEntitlements(person.organizationId);
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'pro', readOnly: false });
    await new Promise((resolve) => setTimeout(resolve, 1600));
    expect(await entitlementsOf(person)).toMatchObject({ planId: 'free', readOnly: true });
  });

  it('of a trial is believed only until its end, and what it stops at is billed with the first payment', async () => {
    await givePlan(person.organizationId, 'team');
    const become = (status: 'trialing' | 'active', trialEnd: Date) =>
      asService('test.trial', (tx) =>
        tx.subscription.updateMany({
          where: { organizationId: person.organizationId },
          data: { status, trialEnd },
        }),
      );
    const trialEnd = new Date(Date.now() + 1500);
    await become('trialing', trialEnd);
    await refreshEntitlements(person.organizationId);
    expect(await limitOf(person, 'runs')).toMatchObject({ limit: 5_000, cap: 'hard', overage: null });
    // Nobody says that it has changed.
    await become('active', trialEnd);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    expect(await limitOf(person, 'runs')).toMatchObject({ limit: 5_000, cap: 'overage' });
  });

  it('follows the flag that switches enforcement off', async () => {
    expect(await hasFeature(person, 'audit_log')).toBe(false);
    env().FF_BILLING_ENFORCEMENT_ENABLED = false;
    expect(await hasFeature(person, 'audit_log')).toBe(true);
    env().FF_BILLING_ENFORCEMENT_ENABLED = true;
    expect(await hasFeature(person, 'audit_log')).toBe(false);
  });
});

describe('a change', () => {
  it('of the catalogue reaches everybody', async () => {
    const others = await Promise.all([makePerson(), makePerson()]);
    const everybody = [person, ...others];
    await Promise.all(everybody.map((each) => entitlementsOf(each)));
    try {
      await writeCatalogue(withRuns(77), 'overwrite');
      await isForgotten();
      for (const each of everybody) expect((await limitOf(each, 'runs')).limit).toBe(77);
    } finally {
      await writeCatalogue(catalogue, 'overwrite');
      await isForgotten();
    }
    for (const each of everybody) expect((await limitOf(each, 'runs')).limit).toBe(100);
  });

  it('of an override holds at once, both ways', async () => {
    await entitlementsOf(person);
    await setOverride(
      person.organizationId,
      { kind: 'rate_limit', subject: 'run_starts_per_hour', rate: 3 },
      { reason: 'a test' },
    );
    expect((await entitlementsOf(person)).rateLimits.runStartsPerHour).toBe(3);
    await removeOverride(person.organizationId, { kind: 'rate_limit', subject: 'run_starts_per_hour' });
    expect((await entitlementsOf(person)).rateLimits.runStartsPerHour).toBe(10);
  });
});

describe('a feature that the plan lacks', () => {
  it('is told with the lowest plan that has it', async () => {
    await expect(requireFeature(person, 'ai_insights')).rejects.toMatchObject({
      status: 403,
      code: 'plan_upgrade_required',
      extras: { feature: 'ai_insights', requiredPlan: 'pro', upgradeUrl: '/pricing?feature=ai_insights' },
    });
    await givePlan(person.organizationId, 'pro');
    await expect(requireFeature(person, 'ai_insights')).resolves.toBeUndefined();
  });
});

describe('while the cache is down', () => {
  it('the database answers, within a bound, and that is counted', async () => {
    await givePlan(person.organizationId, 'basic');
    const unavailable = await countOf('unavailable');
    const real = globalThis.fetch;
    // Takes the question and never answers.
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
      String(input).startsWith(env().UPSTASH_REDIS_REST_URL)
        ? new Promise((_, reject) =>
            init?.signal?.addEventListener('abort', () => reject(new Error('no answer'))),
          )
        : real(input, init),
    );
    await isForgotten();
    for (let index = 0; index < 6; index++) {
      const began = performance.now();
      expect(await entitlementsOf(person)).toMatchObject({ planId: 'basic' });
      expect(performance.now() - began).toBeLessThan(CACHE_WAIT_MS + 1_500);
    }
    // After three in vain nobody waits any more.
    const began = performance.now();
    await entitlementsOf(person);
    expect(performance.now() - began).toBeLessThan(CACHE_WAIT_MS);
    expect(await countOf('unavailable')).toBe(unavailable + 7);
    // What changes meanwhile is not lost, and fails nothing.
    await setOverride(
      person.organizationId,
      { kind: 'limit', subject: 'runs', quotaLimit: 5 },
      { reason: 'a test' },
    );
    expect((await limitOf(person, 'runs')).limit).toBe(5);
  });
});

/** Waits until the process reads the cache again. */
function isForgotten(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REMEMBERED_MS + 20));
}

async function behindItsBack({ organizationId }: TestPerson, planId: 'pro'): Promise<void> {
  const now = new Date();
  await asService('test.behind', (tx) =>
    tx.subscription.create({
      data: {
        organizationId,
        id: `sub_${organizationId}`,
        stripeCustomerId: 'cus',
        planId,
        interval: 'month',
        status: 'active',
        currency: 'usd',
        unitAmount: 1,
        quantity: 1,
        currentPeriodStart: now,
        currentPeriodEnd: now,
        billingAnchor: now,
        cancelAtPeriodEnd: false,
        stripeCreatedAt: now,
        syncedAt: now,
      },
    }),
  );
}

function withRuns(limit: number) {
  return {
    plans: catalogue.plans.map((plan) =>
      plan.id === 'free'
        ? { ...plan, limits: { ...plan.limits, runs: { ...plan.limits.runs, limit } } }
        : plan,
    ),
  };
}

async function countOf(outcome: string): Promise<number> {
  const { values } = await entitlementReads.get();
  return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0;
}
