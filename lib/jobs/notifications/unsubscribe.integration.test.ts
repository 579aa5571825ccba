import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { GET, POST } from '@/app/api/notifications/unsubscribe/route';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { notificationSettingsOf, saveNotificationSettings, unsubscribe, unsubscribeOffer } from '.';
import { type UnsubscribeKind, unsubscribeToken } from './unsubscribe-token';

let person: TestPerson;
beforeEach(async () => {
  person = await makePerson();
  await saveNotificationSettings(person, await notificationSettingsOf(person));
});
afterAll(disconnect);

describe('the link of a mail', () => {
  it.each([
    ['reminder', 'reminderMail'],
    ['interview', 'interviewMail'],
    ['digest', 'digestMail'],
  ] as const)(
    'of the kind %s ends these mails and nothing else, also followed twice',
    async (kind, column) => {
      const token = await tokenOf(person, kind);
      expect(await unsubscribeOffer(token)).toMatchObject({ kind, isOn: true });
      await Promise.all([1, 2, 3].map(() => unsubscribe(token)));
      const { [column]: ended, ...others } = await notificationSettingsOf(person);
      expect(ended).toBe(false);
      expect(new Set(Object.values(others))).toEqual(new Set([true]));
      expect(await unsubscribeOffer(token)).toMatchObject({ isOn: false });
    },
  );

  it('ends nothing of anybody else’s, and nothing elsewhere', async () => {
    const other = await makePerson();
    await saveNotificationSettings(other, await notificationSettingsOf(other));
    const key = await keyOf(person);
    const forged = unsubscribeToken({ ...other, kind: 'digest' }, key);
    expect(await unsubscribeOffer(forged)).toBeNull();
    await expect(unsubscribe(forged)).rejects.toMatchObject({ status: 404 });
    expect((await notificationSettingsOf(other)).digestMail).toBe(true);
  });

  it('works no more once the person has left', async () => {
    const guest = await joinOrganization(await makePerson(), person.organizationId, 'member');
    await saveNotificationSettings(guest, await notificationSettingsOf(guest));
    const token = await tokenOf(guest, 'digest');
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId: guest.organizationId, userId: guest.userId } }),
    );
    await expect(unsubscribe(token)).rejects.toMatchObject({ status: 404 });
  });
});

describe('the address of a mail’s header', () => {
  it('ends the mails by the POST of a mail program, which has no session and sends a form', async () => {
    const token = await tokenOf(person, 'digest');
    const answer = await POST(
      new Request(address(token), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      }),
    );
    expect(answer.status).toBe(204);
    expect((await notificationSettingsOf(person)).digestMail).toBe(false);
  });

  it('changes nothing when it is only looked at, and leads to the page', async () => {
    const token = await tokenOf(person, 'digest');
    const answer = await GET(new Request(address(token)));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${env().APP_URL}/unsubscribe?token=${token}`);
    expect((await notificationSettingsOf(person)).digestMail).toBe(true);
  });

  it.each(['', 'x', 'a.b', `${'A'.repeat(44)}.${'A'.repeat(43)}`])('refuses “%s”', async (token) => {
    const answer = await POST(new Request(address(token), { method: 'POST' }));
    expect([404, 422]).toContain(answer.status);
  });
});

function address(token: string): string {
  return `${env().APP_URL}/api/notifications/unsubscribe?token=${token}`;
}

async function tokenOf(of: TestPerson, kind: UnsubscribeKind): Promise<string> {
  return unsubscribeToken({ ...of, kind }, await keyOf(of));
}

async function keyOf({ organizationId, userId }: TestPerson): Promise<Uint8Array> {
  const { unsubscribeKey } = await asService('test.key', (tx) =>
    tx.notificationSettings.findUniqueOrThrow({
      where: { organizationId_userId: { organizationId, userId } },
    }),
  );
  return unsubscribeKey;
}
