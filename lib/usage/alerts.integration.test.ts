import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { alertSettingsOf, saveAlertSettings } from './alert-settings';
import { consumeUsage, returnUsage } from './consume-usage';
import { currentAlerts } from './current-alerts';
import { dismissAlerts, type ShownAlert } from './dismiss-alerts';
import { overrideLimit } from './test-support';
import type { UsageItems } from './usage-items';

const by = ({ userId }: TestPerson) => ({ id: userId, via: 'session' }) as const;
let person: TestPerson;
let organizationId: string;
beforeEach(async () => {
  person = await makePerson();
  organizationId = person.organizationId;
});
afterAll(disconnect);

describe('a threshold', () => {
  it('is noted once each by sixty-four who count at once', async () => {
    await overrideLimit(organizationId, 'runs', { quotaLimit: 50, cap: 'soft' });
    await Promise.allSettled(Array.from({ length: 64 }, (_, index) => take({ runs: 1 }, `one-${index}`)));
    const rows = await asService('test.alerts', (tx) =>
      tx.usageAlert.findMany({ where: { organizationId }, orderBy: { threshold: 'asc' } }),
    );
    expect(rows.map(({ threshold, used }) => [threshold, Number(used)])).toEqual([
      [80, 40],
      [100, 50],
      [120, 60],
    ]);
  });
});

describe('currentAlerts', () => {
  it('tells the highest threshold of each metric, the most pressing first, to every member', async () => {
    await take({ saved_jobs: 8, runs: 100 });
    const viewer = await joinOrganization(await makePerson(), organizationId, 'viewer');
    const told = [
      { metric: 'runs', threshold: 100, used: 100, limit: 100, cap: 'soft' },
      { metric: 'saved_jobs', threshold: 80, used: 8, limit: 10, resetsAt: null },
    ];
    expect(await currentAlerts(person)).toMatchObject(told);
    expect(await currentAlerts(viewer)).toMatchObject(told);
    expect(await currentAlerts({ ...person, userId: (await makePerson()).userId })).toEqual([]);
  });

  it('tells nothing that does not hold: below the threshold again, or under another limit', async () => {
    await take({ saved_jobs: 10 });
    await asService('test.return', (tx) =>
      returnUsage(tx, person, { key: 'back', items: { saved_jobs: 1 } }),
    );
    expect(await currentAlerts(person)).toMatchObject([{ threshold: 80, used: 9 }]);
    await givePlan(organizationId, 'basic');
    expect(await currentAlerts(person)).toEqual([]);
  });

  it('tells nothing that is switched off', async () => {
    await take({ saved_jobs: 8 });
    await saveAlertSettings(person, [{ metric: 'saved_jobs', mail: true, banner: false }], by(person));
    expect(await currentAlerts(person)).toEqual([]);
  });
});

describe('an alert that is put away', () => {
  it('stays away for that person, until a higher threshold is reached', async () => {
    const other = await joinOrganization(await makePerson(), organizationId, 'member');
    await take({ saved_jobs: 8 });
    const shown = await shownTo(person);
    await dismissAlerts(person, shown);
    await dismissAlerts(person, shown);
    expect(await currentAlerts(person)).toEqual([]);
    expect(await currentAlerts(other)).toHaveLength(1);
    await take({ saved_jobs: 2 });
    expect(await currentAlerts(person)).toMatchObject([{ threshold: 100 }]);
    await dismissAlerts(person, await shownTo(person));
    await asService('test.return', (tx) =>
      returnUsage(tx, person, { key: 'back', items: { saved_jobs: 1 } }),
    );
    expect(await currentAlerts(person)).toEqual([]);
  });

  it('is one that was noted, of the own organization', async () => {
    await take({ saved_jobs: 8 });
    const [shown] = await shownTo(person);
    if (!shown) throw new Error('nothing is shown');
    const stranger = await makePerson();
    await dismissAlerts(stranger, [shown]);
    await dismissAlerts({ userId: stranger.userId, organizationId }, [shown]);
    await dismissAlerts(person, [{ ...shown, threshold: 120 }]);
    const rows = await asService('test.dismissals', (tx) =>
      tx.usageAlertDismissal.count({ where: { organizationId } }),
    );
    expect(rows).toBe(0);
    expect(await currentAlerts(person)).toHaveLength(1);
  });
});

describe('saveAlertSettings', () => {
  it.each(['member', 'viewer'] as const)('refuses a %s, who can see them', async (role) => {
    const other = await joinOrganization(await makePerson(), organizationId, role);
    await expect(
      saveAlertSettings(other, [{ metric: 'runs', mail: false, banner: false }], by(other)),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect((await alertSettingsOf(other)).every(({ mail, banner }) => mail && banner)).toBe(true);
  });

  it('keeps what is said last, also when several say it at once', async () => {
    const admin = await joinOrganization(await makePerson(), organizationId, 'admin');
    const both = ['runs', 'api_calls'] as const;
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        saveAlertSettings(
          index % 2 ? person : admin,
          (index % 2 ? both : both.toReversed()).map((metric) => ({ metric, mail: false, banner: true })),
          by(index % 2 ? person : admin),
        ),
      ),
    );
    expect((await alertSettingsOf(person)).filter(({ mail }) => !mail).map(({ metric }) => metric)).toEqual([
      'runs',
      'api_calls',
    ]);
  });

  it('says nothing for another organization', async () => {
    const stranger = await makePerson();
    await expect(
      saveAlertSettings(
        { userId: stranger.userId, organizationId },
        [{ metric: 'runs', mail: false, banner: false }],
        by(stranger),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

async function take(items: UsageItems, key: string = crypto.randomUUID()): Promise<void> {
  await asService('test.take', (tx) => consumeUsage(tx, person, { key, items }));
}

async function shownTo(reader: TestPerson): Promise<ShownAlert[]> {
  return (await currentAlerts(reader)).map(({ metric, periodStart, limit, threshold }) => ({
    metric,
    periodStart,
    limit,
    threshold,
  }));
}
