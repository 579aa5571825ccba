import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect, type Prisma } from '@/lib/db';
import { env } from '@/lib/env';
import { consumeUsage, returnUsage, saveAlertSettings, type UsageItems } from '@/lib/usage';
import { givePlan, joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { sendDueAlerts } from './send-due-alerts';

const by = ({ userId }: TestPerson) => ({ id: userId, via: 'session' }) as const;
let owner: TestPerson;
beforeEach(async () => {
  await asService('test.clear', (tx) => tx.usageAlert.deleteMany({}));
  owner = await makePerson();
});
afterAll(disconnect);

describe('sendDueAlerts', () => {
  it('mails owners once, and nobody else', async () => {
    const admin = await joined('admin');
    const second = await joined('owner');
    await take({ runs: 80 });
    expect(await sendDueAlerts()).toEqual({ sent: 2, failed: 0 });
    expect(await sendDueAlerts()).toEqual({ sent: 0, failed: 0 });
    expect(await subjects(owner)).toEqual(
      expect.arrayContaining(['You have used 80% of your runs', 'You have reached your limit of 3 seats']),
    );
    expect(await subjects(second)).toHaveLength(2);
    expect(await subjects(admin)).toEqual([]);
  });

  it('is noted and mailed once, however many count and however many send at once', async () => {
    await givePlan(owner.organizationId, 'pro');
    await take({ documents: 790 });
    await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        asService('test.take', (tx) =>
          consumeUsage(tx, owner, { key: `d${index}`, items: { documents: 1 } }),
        ),
      ),
    );
    await Promise.all(Array.from({ length: 6 }, sendDueAlerts));
    expect(await subjects(owner)).toEqual(['You have used 80% of your documents']);
    expect(await alertRows()).toMatchObject([{ threshold: 80, withheld: null, sentTo: [owner.userId] }]);
  });

  it('tells the highest of several thresholds that were passed at once', async () => {
    await take({ runs: 120 });
    expect(await sendDueAlerts()).toEqual({ sent: 1, failed: 0 });
    expect(await subjects(owner)).toEqual(['Your runs have stopped at 120% of the limit']);
    expect((await alertRows()).map(({ threshold, withheld }) => [threshold, withheld])).toEqual([
      [80, 'passed'],
      [100, 'passed'],
      [120, null],
    ]);
  });

  it('mails nothing that is switched off, not later either', async () => {
    await saveAlertSettings(owner, [{ metric: 'runs', mail: false, banner: true }], by(owner));
    await take({ runs: 80 });
    expect(await sendDueAlerts()).toEqual({ sent: 0, failed: 0 });
    await saveAlertSettings(owner, [{ metric: 'runs', mail: true, banner: true }], by(owner));
    await change({ nextAttemptAt: new Date(0) });
    expect(await sendDueAlerts()).toEqual({ sent: 0, failed: 0 });
    expect(await subjects(owner)).toEqual([]);
    await take({ runs: 20 });
    await sendDueAlerts();
    expect(await subjects(owner)).toEqual(['You have reached your limit of 100 runs']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a larger plan was bought meanwhile', () => givePlan(owner.organizationId, 'pro')],
    [
      'less is used again',
      () =>
        asService('test.return', (tx) => returnUsage(tx, owner, { key: 'back', items: { saved_jobs: 5 } })),
    ],
  ])('mails nothing that does not hold any more, because %s', async (_, meanwhile) => {
    await take({ saved_jobs: 8 });
    await meanwhile();
    expect(await sendDueAlerts()).toEqual({ sent: 0, failed: 0 });
    expect(await alertRows()).toMatchObject([{ withheld: 'outdated', sentAt: null }]);
    expect(await subjects(owner)).toEqual([]);
  });

  it('mails nothing of a period that is over', async () => {
    await take({ search_queries: 80 });
    await asService(
      'test.move',
      (tx) => tx.$executeRaw`
        with moved as (
          update app.usage_counters set period_start = period_start - interval '1 day'
          where organization_id = ${owner.organizationId}::uuid and metric = 'search_queries')
        update app.usage_alerts set period_start = period_start - interval '1 day'
        where organization_id = ${owner.organizationId}::uuid`,
    );
    expect(await sendDueAlerts()).toEqual({ sent: 0, failed: 0 });
    expect(await alertRows()).toMatchObject([{ withheld: 'outdated' }]);
  });

  it('is not sent again by who goes on after a kill between sending and marking', async () => {
    await take({ runs: 80 });
    await sendDueAlerts();
    await change({ sentAt: null, sentTo: [], nextAttemptAt: new Date(0) });
    expect(await sendDueAlerts()).toEqual({ sent: 1, failed: 0 });
    expect(await subjects(owner)).toHaveLength(1);
  });

  it('waits a minute after a failure, and keeps the reason', async () => {
    await take({ runs: 80 });
    const refused = vi
      .spyOn(globalThis, 'fetch')
      .mockResolvedValueOnce(Response.json({ name: 'validation_error' }, { status: 422 }));
    expect(await sendDueAlerts()).toEqual({ sent: 0, failed: 1 });
    refused.mockRestore();
    expect(await sendDueAlerts()).toEqual({ sent: 0, failed: 0 });
    expect(await alertRows()).toMatchObject([
      { sentAt: null, attempts: 1, error: expect.stringContaining('422') },
    ]);
    await change({ nextAttemptAt: new Date(0) });
    expect(await sendDueAlerts()).toEqual({ sent: 1, failed: 0 });
    expect(await subjects(owner)).toHaveLength(1);
  });
});

async function take(items: UsageItems): Promise<void> {
  await asService('test.take', (tx) => consumeUsage(tx, owner, { key: crypto.randomUUID(), items }));
}

function alertRows() {
  return asService('test.read', (tx) =>
    tx.usageAlert.findMany({
      where: { organizationId: owner.organizationId },
      orderBy: { threshold: 'asc' },
    }),
  );
}

function change(data: Prisma.UsageAlertUpdateManyMutationInput): Promise<unknown> {
  return asService('test.change', (tx) =>
    tx.usageAlert.updateMany({ where: { organizationId: owner.organizationId }, data }),
  );
}

async function joined(role: 'owner' | 'admin'): Promise<TestPerson> {
  return joinOrganization(await makePerson(), owner.organizationId, role);
}

async function subjects({ email }: TestPerson): Promise<string[]> {
  const answer = await fetch(`${env().RESEND_API_URL}/api/messages?to=${encodeURIComponent(email)}`);
  return (await answer.json()).messages
    .filter(({ from }: { from: string }) => from === env().MAIL_FROM)
    .map(({ subject }: { subject: string }) => subject);
}
