import { afterAll, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { entitlementsOf, removeOverride, setOverride } from '@/lib/entitlements';
import { features, planIds } from '@/lib/plans';
import { givePlan, makePerson, type TestPerson } from '@/local/test/people';

afterAll(disconnect);

it('the database gives a plan’s features as entitlements do, with and without an override', async () => {
  const person = await makePerson();
  const subject = 'reminders';
  const { organizationId } = person;
  for (const planId of planIds) {
    await givePlan(organizationId, planId);
    expect([planId, await decidedFor(person)]).toEqual([planId, await reckonedFor(person)]);
    for (const enabled of [true, false]) {
      await setOverride(organizationId, { kind: 'feature', subject, enabled }, { reason: 'Test' });
      const decided = await decidedFor(person);
      expect([planId, enabled, decided]).toEqual([planId, enabled, await reckonedFor(person)]);
      expect(decided.includes(subject)).toBe(enabled);
    }
    await removeOverride(organizationId, { kind: 'feature', subject });
  }
});

async function decidedFor({ organizationId }: TestPerson): Promise<string[]> {
  const rows = await asService(
    'test.features',
    (tx) => tx.$queryRaw<{ feature: string }[]>`
      select f.feature from unnest(${[...features]}::text[]) with ordinality as f (feature, place)
      where app.plan_has_feature(${organizationId}::uuid, f.feature) order by f.place`,
  );
  return rows.map(({ feature }) => feature);
}

async function reckonedFor(person: TestPerson): Promise<readonly string[]> {
  return (await entitlementsOf(person)).features;
}
