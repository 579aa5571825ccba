import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect, type Prisma } from '@/lib/db';
import { env } from '@/lib/env';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { sendDueNotices } from './send-due-notices';

let owner: TestPerson;
beforeEach(async () => {
  await asService('test.clear', (tx) => tx.billingNotice.deleteMany({}));
  owner = await makePerson();
});
afterAll(disconnect);

describe('sendDueNotices', () => {
  it('mails owners and admins once, and nobody else', async () => {
    const admin = await joined('admin');
    const member = await joined('member');
    await note();
    expect(await sendDueNotices()).toEqual({ sent: 1, failed: 0 });
    expect(await sendDueNotices()).toEqual({ sent: 0, failed: 0 });
    expect(await mailsTo(owner)).toMatchObject([{ subject: 'Your payment for Foothold Pro failed' }]);
    expect(await mailsTo(admin)).toHaveLength(1);
    expect(await mailsTo(member)).toEqual([]);
  });

  it('is sent once by many workers at once', async () => {
    await note();
    await Promise.all(Array.from({ length: 6 }, sendDueNotices));
    expect(await mailsTo(owner)).toHaveLength(1);
  });

  it('is not sent again by who goes on after a kill between sending and marking', async () => {
    await note();
    await sendDueNotices();
    await change({ sentAt: null, sentTo: [], nextAttemptAt: new Date(0) });
    expect(await sendDueNotices()).toEqual({ sent: 1, failed: 0 });
    expect(await mailsTo(owner)).toHaveLength(1);
  });

  it('leaves out whom it had reached, and tries the others again later', async () => {
    const admin = await joined('admin');
    await note();
    await change({ sentTo: [owner.userId] });
    await sendDueNotices();
    expect(await mailsTo(owner)).toEqual([]);
    expect(await mailsTo(admin)).toHaveLength(1);
  });

  it('waits a minute after a failure, and keeps the reason', async () => {
    await note();
    const refused = vi
      .spyOn(globalThis, 'fetch')
      .mockResolvedValueOnce(Response.json({ name: 'validation_error' }, { status: 422 }));
    expect(await sendDueNotices()).toEqual({ sent: 0, failed: 1 });
    refused.mockRestore();
    expect(await sendDueNotices()).toEqual({ sent: 0, failed: 0 });
    expect(await noticeRow()).toMatchObject({
      sentAt: null,
      attempts: 1,
      error: expect.stringContaining('422'),
    });
    await change({ nextAttemptAt: new Date(0) });
    expect(await sendDueNotices()).toEqual({ sent: 1, failed: 0 });
    expect(await mailsTo(owner)).toHaveLength(1);
  });
});

const key = 'payment_failed:in_1';
const id = () => ({ organizationId_key: { organizationId: owner.organizationId, key } });

function note(): Promise<unknown> {
  const facts = { planId: 'pro', invoiceId: 'in_1', amount: 2900, currency: 'usd' };
  return asService('test.note', (tx) =>
    tx.billingNotice.create({
      data: { organizationId: owner.organizationId, key, kind: 'payment_failed', facts },
    }),
  );
}

function change(data: Prisma.BillingNoticeUpdateInput): Promise<unknown> {
  return asService('test.change', (tx) => tx.billingNotice.update({ where: id(), data }));
}

function noticeRow() {
  return asService('test.read', (tx) => tx.billingNotice.findUniqueOrThrow({ where: id() }));
}

async function joined(role: 'admin' | 'member'): Promise<TestPerson> {
  return joinOrganization(await makePerson(), owner.organizationId, role);
}

async function mailsTo({ email }: TestPerson): Promise<{ subject: string }[]> {
  const answer = await fetch(`${env().RESEND_API_URL}/api/messages?to=${encodeURIComponent(email)}`);
  return (await answer.json()).messages.filter(({ from }: { from: string }) => from === env().MAIL_FROM);
}
