import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { makePerson, type TestPerson } from '@/local/test/people';
import { sendDueAccountNotices } from './send-due-account-notices';

let person: TestPerson;
beforeEach(async () => {
  await asService('test.clear', (tx) => tx.accountNotice.deleteMany({}));
  person = await makePerson();
});
afterAll(disconnect);

it('mails the person once, however many workers there are', async () => {
  await note();
  await Promise.all(Array.from({ length: 6 }, sendDueAccountNotices));
  expect(await mails()).toEqual(['A recovery code was used to get into your account']);
  expect(await sendDueAccountNotices()).toEqual({ sent: 0, failed: 0 });
});

it('mails nothing twice to go on after a kill between sending and marking', async () => {
  await note();
  await sendDueAccountNotices();
  await makeDue({ sentAt: null });
  expect(await sendDueAccountNotices()).toEqual({ sent: 1, failed: 0 });
  expect(await mails()).toHaveLength(1);
});

it('waits a minute after a failure, and keeps the reason', async () => {
  await note();
  const refused = vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValueOnce(Response.json({ name: 'validation_error' }, { status: 422 }));
  expect(await sendDueAccountNotices()).toEqual({ sent: 0, failed: 1 });
  refused.mockRestore();
  expect(await sendDueAccountNotices()).toEqual({ sent: 0, failed: 0 });
  const [row] = await asService('test.row', (tx) =>
    tx.accountNotice.findMany({ where: { userId: person.userId } }),
  );
  expect(row).toMatchObject({ sentAt: null, attempts: 1, error: expect.stringContaining('422') });
  await makeDue({});
  expect(await sendDueAccountNotices()).toEqual({ sent: 1, failed: 0 });
  expect(await mails()).toHaveLength(1);
});

it('puts away what is about somebody without an address', async () => {
  await note();
  await asService('test.purge', (tx) =>
    tx.user.update({ where: { id: person.userId }, data: { email: '' } }),
  );
  expect(await sendDueAccountNotices()).toEqual({ sent: 1, failed: 0 });
  expect(await mails()).toEqual([]);
});

it('tells the former address that it was changed, whichever way that was done', async () => {
  const to = `moved-${crypto.randomUUID()}@example.test`;
  const admin = createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY).auth.admin;
  await admin.updateUserById(person.userId, { email: to });
  await sendDueAccountNotices();
  expect(await mails()).toEqual(['Your email address was changed']);
  expect(await mails(to)).toEqual([]);
});

it('tells the person once of an extension that was connected', async () => {
  await connectedExtension(person);
  expect(await sendDueAccountNotices()).toEqual({ sent: 1, failed: 0 });
  expect(await sendDueAccountNotices()).toEqual({ sent: 0, failed: 0 });
  expect(await mails()).toEqual(['A browser extension was connected']);
});

function note(): Promise<unknown> {
  return asService('test.note', (tx) =>
    tx.accountNotice.create({
      data: { userId: person.userId, kind: 'recovery_code_used', facts: { left: 9 } },
    }),
  );
}

function makeDue(data: { sentAt?: null }): Promise<unknown> {
  return asService('test.due', (tx) =>
    tx.accountNotice.updateMany({
      where: { userId: person.userId },
      data: { ...data, nextAttemptAt: new Date(0) },
    }),
  );
}

async function mails(to = person.email): Promise<string[]> {
  const answer = await fetch(`${env().RESEND_API_URL}/api/messages?to=${encodeURIComponent(to)}`);
  const { messages } = z
    .object({ messages: z.array(z.object({ subject: z.string() })) })
    .parse(await answer.json());
  return messages.map(({ subject }) => subject);
}
