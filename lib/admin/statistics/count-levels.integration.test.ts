import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { addDays } from './days';
import { countSpan } from './roll-up';
import { at, countedOn, pay, subscribe, worldAround } from './test-support';

// Figures are of the whole platform: days of long ago are nobody's but these tests'.
const day = '2008-05-14';
const before = addDays(day, -1);
const after = addDays(day, 1);
const world = worldAround(day);
const { come } = world;
afterEach(() => world.forget());
afterAll(disconnect);

describe('what stood at the end of a day', () => {
  it('are the accounts that were there and not deleted, and everybody’s plan', async () => {
    const [subscribed, ended, bought, given, deleted] = await come(
      at(before),
      at(before),
      at(day, '23:59'),
      at(day),
      at(day),
      at(after, '00:00'),
    );
    await subscribe(subscribed, at(before), { planId: 'team', unitAmount: 9900 });
    await subscribe(ended, at(before), { status: 'canceled', endedAt: at(after, '00:01') });
    await pay(bought, at(day, '23:59'), { amountReceived: 49_900n, grantsPlanId: 'pro' });
    await asService('test.world', async (tx) => {
      await tx.planGrant.create({
        data: {
          organizationId: given.organizationId,
          planId: 'enterprise',
          startsAt: at(day, '23:00'),
          endsAt: at(after, '00:01'),
          reason: 'For the test',
        },
      });
      await tx.user.update({ where: { id: deleted.userId }, data: { status: 'deleted' } });
    });
    await countSpan({ from: before, to: addDays(after, 1) }, 'all');
    const levels = async (counted: string) =>
      Object.fromEntries(
        Object.entries(await countedOn(counted)).filter(([name]) => /^(users|plans)/.test(name)),
      );
    expect(await levels(before)).toEqual({ users: 2, 'plans free': 0, 'plans pro': 1, 'plans team': 1 });
    expect(await levels(day)).toEqual({
      users: 4,
      'plans free': 1,
      'plans pro': 2,
      'plans team': 1,
      'plans enterprise': 1,
    });
    expect(await levels(after)).toEqual({ users: 5, 'plans free': 4, 'plans pro': 1, 'plans team': 1 });
  });

  it('is never counted anew: who leaves later was there all the same', async () => {
    const [staying, leaving] = await come(at(before), at(before));
    await subscribe(staying, at(before));
    await countSpan({ from: day, to: day }, 'all');
    await asService('test.world', async (tx) => {
      await tx.user.update({ where: { id: leaving.userId }, data: { status: 'deleted' } });
      await tx.subscription.updateMany({
        where: { organizationId: staying.organizationId },
        data: { unitAmount: 9900 },
      });
    });
    await countSpan({ from: day, to: day }, 'all');
    expect(await countedOn(day)).toMatchObject({ users: 2, 'mrr pro': 2900 });
  });

  it('has the plans that are in force, by the rule that decides what each may do', async () => {
    const now = new Date();
    const week = (count: number) => new Date(now.getTime() - count * 7 * 86_400_000);
    const states: Parameters<typeof subscribe>[2][] = [
      { status: 'active' },
      { status: 'trialing', trialEnd: week(-1), planId: 'basic' },
      { status: 'past_due', pastDueSince: new Date(now.getTime() - 86_400_000), planId: 'team' },
      { status: 'past_due', pastDueSince: week(2) },
      { status: 'unpaid', pastDueSince: week(3) },
      { status: 'canceled', endedAt: week(1) },
      { status: 'incomplete' },
      { status: 'incomplete_expired', endedAt: week(1) },
      { status: 'paused' },
    ];
    const owners: TestPerson[] = [];
    for (const state of states) {
      const owner = await makePerson();
      world.people.push(owner);
      owners.push(owner);
      await subscribe(owner, week(8), state);
    }
    const refused = await makePerson();
    world.people.push(refused);
    const subscriptionId = await subscribe(refused, week(1), { status: 'trialing', trialEnd: week(-1) });
    const lifetime = await makePerson();
    world.people.push(lifetime);
    await subscribe(lifetime, week(4), { planId: 'basic' });
    await pay(lifetime, week(3), { amountReceived: 49_900n, grantsPlanId: 'pro' });
    const given = await makePerson();
    world.people.push(given);
    await asService('test.grant', (tx) =>
      tx.planGrant.create({
        data: {
          organizationId: given.organizationId,
          planId: 'enterprise',
          startsAt: week(1),
          endsAt: week(-1),
          reason: 'For the test',
        },
      }),
    );
    const ids = [...owners, refused, lifetime, given].map(({ organizationId }) => organizationId);
    const rows = await asService('test.plans', async (tx) => {
      await tx.trialRedemption.create({
        data: { organizationId: refused.organizationId, subscriptionId, refusedAt: now },
      });
      return tx.$queryRaw<{ id: string; ours: string; theirs: string }[]>`
        select o.id::text as id, coalesce(p.plan_id::text, 'free') as ours, app.effective_plan_id(o.id)::text as theirs
        from app.organizations o left join app.plans_at(now()) p on p.organization_id = o.id
        where o.id = any (${ids}::text[]::uuid[])`;
    });
    expect(ids.map((id) => rows.find((row) => row.id === id)?.ours)).toEqual([
      'pro',
      'basic',
      'team',
      ...Array.from({ length: 7 }, () => 'free'),
      'pro',
      'enterprise',
    ]);
    for (const { ours, theirs } of rows) expect(ours).toBe(theirs);
  });
});
