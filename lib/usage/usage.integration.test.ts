import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asService, asTenant, callTenantFunction, disconnect, Prisma, type TenantContext } from '@/lib/db';
import { env } from '@/lib/env';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import {
  commitUsage,
  consumeUsage,
  ingestUsageEvents,
  releaseUsage,
  reserveUsage,
  returnUsage,
  type UsageItems,
  usageOf,
  withReservation,
} from '.';
import { billStandingOverage } from './bill-standing-overage';
import { releaseExpiredUsage } from './release-expired-usage';
import { letExpire, overrideLimit, tallyOf } from './test-support';

let person: TestPerson;
let organizationId: string;

beforeEach(async () => {
  person = await makePerson();
  organizationId = person.organizationId;
});
afterEach(() => {
  env().FF_BILLING_ENFORCEMENT_ENABLED = true;
});
afterAll(disconnect);

describe('a reservation', () => {
  it('holds room until it is committed, and is then one event', async () => {
    await overrideLimit(organizationId, 'documents', { quotaLimit: 3 });
    const held = await reserveUsage(person, { key: 'a', items: { documents: 2 } });
    expect(held).toMatchObject({ attempt: 1, state: 'held', items: [{ used: 0, reserved: 2, limit: 3 }] });
    await expect(reserveUsage(person, { key: 'b', items: { documents: 2 } })).rejects.toMatchObject({
      status: 402,
      code: 'quota_exceeded',
      message: 'You have used 0 of 3 documents, and 2 more are being worked on.',
      extras: {
        metric: 'documents',
        current: 0,
        limit: 3,
        resetsAt: expect.stringMatching(/T00:00:00.000Z$/),
      },
    });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 0, reserved: 2, events: 0 });

    expect(await commitUsage(person, held)).toBe('committed');
    expect(await commitUsage(person, held)).toBe('repeated');
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({
      used: 2,
      reserved: 0,
      events: 1,
      eventsUsed: 2,
    });
  });

  it('counts less when less was used, and nothing for zero', async () => {
    const some = await reserveUsage(person, { key: 'some', items: { llm_tokens: 900 } });
    await commitUsage(person, some, { actual: { llm_tokens: 250 }, properties: { model: 'small' } });
    const none = await reserveUsage(person, { key: 'none', items: { llm_tokens: 900 } });
    await commitUsage(person, none, { actual: { llm_tokens: 0 } });
    expect(await tallyOf(organizationId, 'llm_tokens')).toMatchObject({ used: 250, reserved: 0, events: 1 });
  });

  it('cannot be committed for more, or for something else', async () => {
    const held = await reserveUsage(person, { key: 'a', items: { runs: 5 } });
    await expect(commitUsage(person, held, { actual: { runs: 6 } })).rejects.toThrow(
      /only what was reserved/,
    );
    await expect(commitUsage(person, held, { actual: { documents: 1 } })).rejects.toThrow(
      /only what was reserved/,
    );
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 0, reserved: 5, events: 0 });
  });

  it('gives its room back when it is released, once, and not when it was committed', async () => {
    const held = await reserveUsage(person, { key: 'a', items: { runs: 5 } });
    expect(await releaseUsage(person, held)).toBe('released');
    expect(await releaseUsage(person, held)).toBe('released');
    expect(await commitUsage(person, held)).toBe('gone');
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 0, reserved: 0, events: 0 });

    const done = await reserveUsage(person, { key: 'b', items: { runs: 5 } });
    await commitUsage(person, done);
    expect(await releaseUsage(person, done)).toBe('committed');
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 5, reserved: 0 });
  });

  it('takes all of its metrics or none', async () => {
    await overrideLimit(organizationId, 'storage_bytes', { quotaLimit: 100 });
    const items: UsageItems = { documents: 1, storage_bytes: 60 };
    const first = await reserveUsage(person, { key: 'a', items });
    await expect(reserveUsage(person, { key: 'b', items })).rejects.toMatchObject({
      extras: { metric: 'storage_bytes', resetsAt: null },
    });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ reserved: 1 });
    await commitUsage(person, first, { actual: { storage_bytes: 40 } });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 1, reserved: 0, events: 1 });
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({
      used: 40,
      reserved: 0,
      events: 1,
    });
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e13])(
    'is not made for %s',
    async (quantity) => {
      await expect(reserveUsage(person, { key: 'a', items: { runs: quantity } })).rejects.toThrow(RangeError);
      expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 0, reserved: 0 });
    },
  );
});

describe('a key that comes again', () => {
  it('gets the first answer, also when there is no more room', async () => {
    await overrideLimit(organizationId, 'documents', { quotaLimit: 1 });
    const operation = { key: 'a', items: { documents: 1 } };
    const first = await reserveUsage(person, operation);
    expect(await reserveUsage(person, operation)).toEqual(first);
    await commitUsage(person, first);
    expect(await reserveUsage(person, operation)).toEqual({ ...first, state: 'committed' });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 1, reserved: 0, events: 1 });
  });

  it('is refused for something else', async () => {
    await reserveUsage(person, { key: 'a', items: { runs: 1 }, requestHash: 'x' });
    for (const other of [
      { key: 'a', items: { runs: 2 }, requestHash: 'x' },
      { key: 'a', items: { documents: 1 }, requestHash: 'x' },
      { key: 'a', items: { runs: 1 }, requestHash: 'y' },
    ]) {
      await expect(reserveUsage(person, other)).rejects.toMatchObject({ code: 'idempotency_conflict' });
    }
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ reserved: 1 });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ reserved: 0 });
  });

  it('is no success for who counts at once what is only reserved', async () => {
    const operation = { key: 'a', items: { documents: 1 } };
    const held = await reserveUsage(person, operation);
    const consume = () => asTenant(person, (tx) => consumeUsage(tx, person, operation));
    await expect(consume()).rejects.toMatchObject({ status: 409, code: 'idempotency_conflict' });
    await commitUsage(person, held);
    await consume();
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 1, reserved: 0, events: 1 });
  });

  it('makes one reservation of fifty at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, () => reserveUsage(person, { key: 'a', items: { runs: 3 } })),
    );
    expect(new Set(all.map(({ attempt }) => attempt))).toEqual(new Set([1]));
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ reserved: 3 });
  });

  it('is free after a refusal, a release and an expiry, and who held it before can do nothing with it', async () => {
    await overrideLimit(organizationId, 'documents', { quotaLimit: 0 });
    const operation = { key: 'a', items: { documents: 1 } };
    await expect(reserveUsage(person, operation)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await overrideLimit(organizationId, 'documents', { quotaLimit: 1 });
    const first = await reserveUsage(person, operation);
    await releaseUsage(person, first);
    const second = await reserveUsage(person, operation);
    await letExpire(organizationId, 'a');
    const third = await reserveUsage(person, operation);
    expect([first, second, third].map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(await commitUsage(person, first)).toBe('gone');
    expect(await commitUsage(person, second)).toBe('gone');
    expect(await releaseUsage(person, second)).toBe('released');
    expect(await commitUsage(person, third)).toBe('committed');
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 1, reserved: 0, events: 1 });
  });

  it('means nothing to another organization', async () => {
    const other = await makePerson();
    await reserveUsage(person, { key: 'a', items: { runs: 1 } });
    await reserveUsage(other, { key: 'a', items: { runs: 2 } });
    expect(await tallyOf(other.organizationId, 'runs')).toMatchObject({ reserved: 2 });
  });
});

describe('a reservation whose holder died', () => {
  it('holds nothing once its time is over, and is swept up once', async () => {
    await overrideLimit(organizationId, 'documents', { quotaLimit: 2 });
    const dead = await reserveUsage(person, { key: 'dead', items: { documents: 2, storage_bytes: 5 } });
    await letExpire(organizationId, 'dead');
    const next = await reserveUsage(person, { key: 'next', items: { documents: 2 } });
    await expect(reserveUsage(person, { key: 'more', items: { documents: 1 } })).rejects.toMatchObject({
      extras: { current: 0, limit: 2 },
    });
    await Promise.all([releaseExpiredUsage(), releaseExpiredUsage()]);
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 0, reserved: 2 });
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({ used: 0, reserved: 0 });
    expect(await commitUsage(person, dead)).toBe('gone');
    expect(await commitUsage(person, next)).toBe('committed');
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 2, reserved: 0, events: 1 });
  });

  it('cannot be committed late, swept up or not', async () => {
    const late = await reserveUsage(person, { key: 'a', items: { runs: 4 } });
    await letExpire(organizationId, 'a');
    expect(await commitUsage(person, late)).toBe('gone');
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 0, reserved: 0, events: 0 });
  });
});

describe('a cap', () => {
  it.each([
    ['hard', 10, 10],
    ['soft', 10, 12],
    ['soft', 9, 10],
    ['soft', 0, 0],
  ] as const)('%s of %d lets through %d', async (cap, quotaLimit, most) => {
    await overrideLimit(organizationId, 'runs', { quotaLimit, cap });
    const { taken } = await takeOneByOne(person, 15);
    expect(taken).toBe(most);
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: most, overage: 0 });
  });

  it('overage lets everything through and bills what is above', async () => {
    await givePlan(organizationId, 'team');
    await overrideLimit(organizationId, 'runs', { quotaLimit: 10 });
    await take(person, 'a', { runs: 7 });
    await take(person, 'b', { runs: 7 });
    await take(person, 'c', { runs: 7 });
    expect(await overages(organizationId)).toEqual([0, 4, 7]);
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 21, overage: 11, eventsOverage: 11 });
  });

  it('of none lets everything through', async () => {
    await overrideLimit(organizationId, 'runs', { quotaLimit: null });
    await take(person, 'a', { runs: 1_000_000_000_000 });
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 1_000_000_000_000, overage: 0 });
  });

  it('is the override’s only until that ends', async () => {
    await overrideLimit(organizationId, 'documents', {
      quotaLimit: 0,
      expiresAt: new Date(Date.now() - 1000),
    });
    await take(person, 'a', { documents: 1 });
    expect(await tallyOf(organizationId, 'documents')).toMatchObject({ used: 1 });
  });
});

describe('a trial', () => {
  beforeEach(async () => {
    await givePlan(organizationId, 'team');
    await become('trialing');
  });

  it('stops at what the plan includes, and with the first payment goes on as overage', async () => {
    await take(person, 'a', { runs: 4_999 });
    const held = await reserveUsage(person, { key: 'b', items: { runs: 1 } });
    await expect(take(person, 'c', { runs: 1 })).rejects.toMatchObject({
      status: 402,
      code: 'quota_exceeded',
      extras: { metric: 'runs', current: 4_999, limit: 5_000 },
    });
    await commitUsage(person, held);
    for (const items of [{ runs: 1 }, { llm_tokens: 1_000_001 }, { storage_bytes: 100_000_000_001 }]) {
      await expect(reserveUsage(person, { key: 'd', items })).rejects.toMatchObject({ status: 402 });
    }
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 5_000, overage: 0 });

    await become('active');
    await take(person, 'c', { runs: 3 });
    await take(person, 'e', { storage_bytes: 100_000_000_001 });
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({
      used: 5_003,
      overage: 3,
      eventsOverage: 3,
    });
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({ overage: 1 });

    await become('trialing');
    await expect(take(person, 'f', { runs: 1 })).rejects.toMatchObject({ extras: { current: 5_003 } });
  });

  it('stops also while the first payment is open, and not when a later one is', async () => {
    await take(person, 'a', { runs: 5_000 });
    const overdue = (trialEnd: Date) =>
      asService('test.overdue', (tx) =>
        tx.subscription.updateMany({
          where: { organizationId },
          data: { status: 'past_due', pastDueSince: new Date(), currentPeriodStart: new Date(), trialEnd },
        }),
      );
    await overdue(new Date(Date.now() + 1000));
    await expect(take(person, 'b', { runs: 1 })).rejects.toMatchObject({ extras: { limit: 5_000 } });
    await overdue(new Date(Date.now() - 30 * 86_400_000));
    await take(person, 'b', { runs: 1 });
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 5_001, overage: 1 });
  });

  it('goes by an override’s own cap, and by its limit without one', async () => {
    await overrideLimit(organizationId, 'runs', { quotaLimit: 10, cap: 'soft' });
    await take(person, 'a', { runs: 12 });
    await expect(take(person, 'b', { runs: 1 })).rejects.toMatchObject({ status: 402 });
    await overrideLimit(organizationId, 'runs', { quotaLimit: 20 });
    await take(person, 'c', { runs: 8 });
    await expect(take(person, 'd', { runs: 1 })).rejects.toMatchObject({ extras: { limit: 20 } });
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 20, overage: 0 });
  });

  it('bills nothing of what is counted though it is above, nor what stands there', async () => {
    env().FF_BILLING_ENFORCEMENT_ENABLED = false;
    await take(person, 'a', { runs: 5_010, storage_bytes: 100_000_000_007 });
    await billStandingOverage();
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 5_010, overage: 0 });
    expect(await standing(organizationId)).toEqual([]);
    // What stands above when the first month begins is of that month.
    await become('active');
    await billStandingOverage();
    expect(await standing(organizationId)).toEqual([7n]);
  });

  it('that is over bills nothing of what occurred in it and is reported late', async () => {
    const trialEnd = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000);
    await become('active', trialEnd);
    const events = (name: string, ...quantities: number[]) =>
      quantities.flatMap((quantity, index) => [
        { ...runs, idempotencyKey: `${name}-in-${index}`, quantity, occurredAt: at(trialEnd, -60_000) },
        { ...runs, idempotencyKey: `${name}-after-${index}`, quantity, occurredAt: at(trialEnd, 60_000) },
      ]);
    const { results } = await ingestUsageEvents(person, events('held', 4_990, 20));
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'refused', 'accepted']);
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 10_000, overage: 10 });
    env().FF_BILLING_ENFORCEMENT_ENABLED = false;
    await ingestUsageEvents(person, events('free', 40));
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ overage: 50, eventsOverage: 50 });
  });

  const runs = { metric: 'runs' } as const;
  const at = (moment: Date, ms: number) => new Date(moment.getTime() + ms).toISOString();

  /** What a sync writes of a subscription in a trial, or after it: its months begin when the trial ends. */
  function become(status: 'trialing' | 'active', trialEnd?: Date) {
    return asService('test.trial', (tx) =>
      tx.subscription.updateMany({
        where: { organizationId },
        data: { status, ...(trialEnd && { trialEnd, billingAnchor: trialEnd }) },
      }),
    );
  }
});

describe('with FF_BILLING_ENFORCEMENT_ENABLED=false', () => {
  it('everything is counted and nothing refused', async () => {
    await overrideLimit(organizationId, 'runs', { quotaLimit: 1 });
    env().FF_BILLING_ENFORCEMENT_ENABLED = false;
    const held = await reserveUsage(person, { key: 'a', items: { runs: 3 } });
    await commitUsage(person, held);
    await take(person, 'b', { runs: 2 });
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 5, eventsUsed: 5 });
    env().FF_BILLING_ENFORCEMENT_ENABLED = true;
    await expect(take(person, 'c', { runs: 1 })).rejects.toMatchObject({ extras: { current: 5, limit: 1 } });
  });
});

describe('work with a reservation', () => {
  const operation = { key: 'work', items: { llm_tokens: 100 } };
  const tokens = () => tallyOf(organizationId, 'llm_tokens');

  it('is counted when it is done, and not asked for again', async () => {
    expect(await withReservation(person, operation, async () => 'done')).toBe('done');
    expect(await tokens()).toMatchObject({ used: 100, reserved: 0 });
    await expect(withReservation(person, operation, async () => 'again')).rejects.toMatchObject({
      status: 409,
    });
  });

  it('counts what it used in the transaction of its result', async () => {
    await withReservation(person, operation, ({ commit }) =>
      asTenant(person, async (tx) => {
        expect(await tokens()).toMatchObject({ used: 0, reserved: 100 });
        await commit(tx, { llm_tokens: 40 });
      }),
    );
    expect(await tokens()).toMatchObject({ used: 40, reserved: 0 });
  });

  it('costs nothing when it fails, also after it was counted within a transaction that came to nothing', async () => {
    const failing = withReservation(person, operation, ({ commit }) =>
      asTenant(person, async (tx) => {
        await commit(tx);
        throw new Error('no result');
      }),
    );
    await expect(failing).rejects.toThrow('no result');
    expect(await tokens()).toMatchObject({ used: 0, reserved: 0, events: 0 });
    expect(await withReservation(person, operation, async () => 'second try')).toBe('second try');
    expect(await tokens()).toMatchObject({ used: 100, reserved: 0 });
  });

  it('that takes longer than its reservation writes no result', async () => {
    const late = withReservation(person, operation, ({ commit }) =>
      asTenant(person, async (tx) => {
        await letExpire(organizationId, 'work');
        await commit(tx);
      }),
    );
    await expect(late).rejects.toThrow(/did not last/);
    expect(await tokens()).toMatchObject({ used: 0, reserved: 0, events: 0 });
  });
});

describe('storage', () => {
  it('goes down again, never below nothing, and a repeat gives nothing back', async () => {
    await take(person, 'put', { storage_bytes: 100 });
    await giveBack(person, 'gone', { storage_bytes: 30 });
    await giveBack(person, 'gone', { storage_bytes: 30 });
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({
      used: 70,
      eventsUsed: 70,
      events: 2,
    });
    await giveBack(person, 'all', { storage_bytes: 500 });
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({ used: 0, eventsUsed: 0 });
  });

  it('is billed by the highest overage of the month, and what stands at its beginning counts', async () => {
    await givePlan(organizationId, 'team');
    await overrideLimit(organizationId, 'storage_bytes', { quotaLimit: 100 });
    await take(person, '1', { storage_bytes: 150 });
    await giveBack(person, '2', { storage_bytes: 40 });
    await take(person, '3', { storage_bytes: 20 });
    await take(person, '4', { storage_bytes: 50 });
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({
      used: 180,
      eventsOverage: 80,
      overage: 80,
    });

    await turnMonth(organizationId);
    await billStandingOverage();
    await billStandingOverage();
    expect(await standing(organizationId)).toEqual([80n]);
    await take(person, '5', { storage_bytes: 5 });
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({
      used: 185,
      eventsOverage: 85,
      overage: 165,
    });
    // What a person is told is this month's.
    expect(await usageOf(person, 'storage_bytes')).toMatchObject({ used: 185, limit: 100, overage: 85 });

    await turnMonth(organizationId);
    await giveBack(person, '6', { storage_bytes: 100 });
    await billStandingOverage();
    expect(await standing(organizationId)).toEqual([80n]);
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({
      used: 85,
      eventsOverage: 170,
      overage: 250,
    });
  });

  it('what is counted per month stays used', async () => {
    await take(person, 'a', { documents: 1 });
    await expect(giveBack(person, 'b', { documents: 1 })).rejects.toThrow(/what was used stays used/);
  });
});

describe('thresholds', () => {
  it('are noted once each, and anew for another limit', async () => {
    await overrideLimit(organizationId, 'runs', { quotaLimit: 10, cap: 'soft' });
    await take(person, '1', { runs: 7 });
    expect(await alerts(organizationId)).toEqual([]);
    await take(person, '2', { runs: 1 });
    expect(await alerts(organizationId)).toEqual([[10, 80, 8]]);
    await takeOneByOne(person, 10);
    expect(await alerts(organizationId)).toEqual([
      [10, 80, 8],
      [10, 100, 10],
      [10, 120, 12],
    ]);
    await overrideLimit(organizationId, 'runs', { quotaLimit: 20, cap: 'hard' });
    await take(person, '3', { runs: 8 });
    expect(await alerts(organizationId)).toEqual([
      [10, 80, 8],
      [10, 100, 10],
      [10, 120, 12],
      [20, 80, 20],
      [20, 100, 20],
    ]);
  });
});

describe('seats', () => {
  it('are counted with events, and paid ones come on top of the plan’s', async () => {
    await joinOrganization(await makePerson(), organizationId, 'member');
    const leaving = await joinOrganization(await makePerson(), organizationId, 'viewer');
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId, userId: leaving.userId } }),
    );
    expect(await tallyOf(organizationId, 'seats')).toMatchObject({ used: 2, events: 4, eventsUsed: 2 });
    await givePlan(organizationId, 'team');
    await asService('test.seats', (tx) =>
      tx.subscription.updateMany({ where: { organizationId }, data: { extraSeats: 4 } }),
    );
    expect(await quota(organizationId, 'seats')).toMatchObject({
      quota_limit: 29n,
      cap: 'hard',
      overage_quantity: null,
    });
  });
});

describe('who may not', () => {
  it('begin: strangers, viewers, and anybody while the organization is read-only; what was begun may be ended', async () => {
    const stranger = { userId: (await makePerson()).userId, organizationId };
    const viewer = await joinOrganization(await makePerson(), organizationId, 'viewer');
    const operation = { key: 'a', items: { runs: 1 } };
    const expectRefused = async (): Promise<void> => {
      await expect(reserveUsage(stranger, operation)).rejects.toThrow(/not a writing member/);
      await expect(reserveUsage(viewer, operation)).rejects.toThrow(/not a writing member/);
    };
    await expectRefused();
    const held = await reserveUsage(person, operation);
    await expectRefused();
    await expect(commitUsage(stranger, held)).rejects.toThrow(/not a member/);
    await givePlan(organizationId, 'pro');
    await asService('test.unpaid', (tx) =>
      tx.subscription.updateMany({ where: { organizationId }, data: { status: 'unpaid' } }),
    );
    await expect(reserveUsage(person, { key: 'b', items: { runs: 1 } })).rejects.toMatchObject({
      code: 'payment_required',
    });
    expect(await commitUsage(person, held)).toBe('committed');
  });

  it('begin any more because they left; what they began they may end, and nobody else for them', async () => {
    const leaving = await joinOrganization(await makePerson(), organizationId, 'member');
    const stranger = { userId: (await makePerson()).userId, organizationId };
    const begin = (key: string, items: UsageItems) => reserveUsage(leaving, { key, items });
    const one = await begin('one', { runs: 1 });
    const several = await begin('several', { runs: 1, storage_bytes: 5 });
    const inVain = await begin('in vain', { runs: 1 });
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId, userId: leaving.userId } }),
    );
    await expect(begin('later', { runs: 1 })).rejects.toThrow(/not a writing member/);
    for (const held of [one, several]) {
      await expect(commitUsage(stranger, held)).rejects.toThrow(/not a member/);
      await expect(releaseUsage(stranger, held)).rejects.toThrow(/not a member/);
      expect(await commitUsage(leaving, held)).toBe('committed');
      expect(await commitUsage(leaving, held)).toBe('repeated');
    }
    await releaseUsage(leaving, inVain);
    expect(await tallyOf(organizationId, 'runs')).toMatchObject({ used: 2, reserved: 0, events: 2 });
    expect(await tallyOf(organizationId, 'storage_bytes')).toMatchObject({ used: 5, reserved: 0 });
    // Whoever acts in another organization is somebody else here.
    const own = await makePerson();
    const begun = await joinOrganization(own, organizationId, 'member');
    await reserveUsage(begun, { key: 'from here', items: { runs: 1 } });
    await expect(
      callTenantFunction(own, Prisma.sql`app.commit_usage(${organizationId}::uuid, 'from here', 1)`),
    ).rejects.toThrow(/not a member/);
  });

  it('begin once a payment is open for seven days, by time alone or by a sync, until it is paid', async () => {
    const setSubscription = (data: { status: 'active' | 'past_due' | 'unpaid'; pastDueSince: Date | null }) =>
      asService('test.pay', (tx) => tx.subscription.updateMany({ where: { organizationId }, data }));
    // Without a period: the counter stays the same when the plan ends.
    const reserveByte = () => reserveUsage(person, { key: crypto.randomUUID(), items: { storage_bytes: 1 } });
    const expectReadOnly = async (): Promise<void> => {
      await expect(reserveByte()).rejects.toMatchObject({ code: 'payment_required' });
      await expect(
        asTenant(person, (tx) =>
          consumeUsage(tx, person, { key: crypto.randomUUID(), items: { storage_bytes: 1 } }),
        ),
      ).rejects.toMatchObject({ code: 'payment_required' });
    };
    await givePlan(organizationId, 'pro');
    const held = await Promise.all([reserveByte(), reserveByte(), reserveByte()]);

    // Long enough for all that is done before it ends.
    const endsIn = 5_000;
    await setSubscription({
      status: 'past_due',
      pastDueSince: new Date(Date.now() + endsIn - 7 * 86_400_000),
    });
    await reserveByte();
    await reserveByte();
    await new Promise((resolve) => setTimeout(resolve, endsIn + 100));
    await expectReadOnly();
    // Ending what was begun reckons the quotas anew, and nobody may begin by them.
    for (const reservation of held.slice(0, 2)) {
      expect(await commitUsage(person, reservation)).toBe('committed');
      await expectReadOnly();
    }
    await setSubscription({ status: 'active', pastDueSince: null });
    await reserveByte();
    await reserveByte();

    await setSubscription({ status: 'unpaid', pastDueSince: null });
    await expectReadOnly();
    for (const reservation of held.slice(2)) {
      expect(await commitUsage(person, reservation)).toBe('committed');
      await expectReadOnly();
    }
    await setSubscription({ status: 'active', pastDueSince: null });
    await reserveByte();
  });
});

async function take(tenant: TenantContext, key: string, items: UsageItems): Promise<void> {
  await asService('test.take', (tx) => consumeUsage(tx, tenant, { key, items }));
}

async function giveBack(tenant: TenantContext, key: string, items: UsageItems): Promise<void> {
  await asService('test.return', (tx) => returnUsage(tx, tenant, { key, items }));
}

async function takeOneByOne(tenant: TenantContext, times: number): Promise<{ taken: number }> {
  const answers = await Promise.allSettled(
    Array.from({ length: times }, (_, index) => take(tenant, `one-${index}`, { runs: 1 })),
  );
  return { taken: answers.filter(({ status }) => status === 'fulfilled').length };
}

async function overages(organization: string): Promise<number[]> {
  const events = await asService('test.events', (tx) =>
    tx.usageEvent.findMany({
      where: { organizationId: organization, metric: 'runs' },
      orderBy: { idempotencyKey: 'asc' },
    }),
  );
  return events.map(({ overageQuantity }) => Number(overageQuantity));
}

async function alerts(organization: string): Promise<number[][]> {
  const rows = await asService('test.alerts', (tx) =>
    tx.usageAlert.findMany({
      where: { organizationId: organization },
      orderBy: [{ quotaLimit: 'asc' }, { threshold: 'asc' }],
    }),
  );
  return rows.map(({ quotaLimit, threshold, used }) => [Number(quotaLimit), threshold, Number(used)]);
}

async function quota(organization: string, metric: string) {
  const [row] = await asService(
    'test.quota',
    (tx) => tx.$queryRaw<Record<string, unknown>[]>`
      select * from app.quotas_of(${organization}::uuid, array[${metric}]::app.metric[], now())`,
  );
  return row;
}

/** Moves the subscription back by a month, so that another one of its months is the present one. */
async function turnMonth(organization: string): Promise<void> {
  await asService(
    'test.turn',
    (tx) => tx.$executeRaw`
      update app.subscriptions set billing_anchor = billing_anchor - interval '3 days'
      where organization_id = ${organization}::uuid`,
  );
}

async function standing(organization: string): Promise<bigint[]> {
  const rows = await asService('test.standing', (tx) =>
    tx.usageAggregate.findMany({ where: { organizationId: organization, eventCount: 0 } }),
  );
  return rows.map(({ overageQuantity }) => overageQuantity);
}
