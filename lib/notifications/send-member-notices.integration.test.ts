import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import {
  acceptInvitation,
  createOrganization,
  invitationBehind,
  inviteMember,
  removeMember,
  revokeInvitation,
  transferOwnership,
} from '@/lib/organizations';
import { makePerson, type TestPerson } from '@/local/test/people';
import { sendMemberNotices } from './send-member-notices';

type Asker = TestPerson & { via: 'session' };

let owner: Asker;
let guest: Asker;
let team: string;

beforeEach(async () => {
  await asService('test.clear', (tx) => tx.memberNotice.deleteMany({}));
  owner = { ...(await makePerson()), via: 'session' };
  guest = { ...(await makePerson()), via: 'session' };
  ({ id: team } = await createOrganization(owner, { name: 'Halcyon <Maps>' }));
});
afterAll(disconnect);

describe('the mail of an invitation', () => {
  it('brings a link that works, once, to the invited address', async () => {
    const { id } = await invite();
    await Promise.all(Array.from({ length: 4 }, sendMemberNotices));
    const mails = await mailsTo(guest);
    expect(mails).toMatchObject([{ subject: 'Join Halcyon <Maps> on Foothold' }]);
    expect(mails[0]?.html).toContain('Halcyon &lt;Maps&gt;');
    expect(await acceptInvitation(guest, tokenIn(mails[0]?.html))).toMatchObject({ id: team });
    const row = await asService('test.find', (tx) => tx.invitation.findFirst({ where: { id } }));
    expect(row?.sentAt).not.toBeNull();
    expect(await sendMemberNotices()).toEqual({ sent: 0, failed: 0 });
  });

  it('that was sent by who died with it is sent once more, and the newer link works', async () => {
    await invite();
    await sendMemberNotices();
    await asService('test.die', (tx) =>
      tx.memberNotice.updateMany({
        where: { organizationId: team },
        data: { sentAt: null, nextAttemptAt: new Date(0) },
      }),
    );
    await sendMemberNotices();
    const [newest, older] = await mailsTo(guest);
    expect(await invitationBehind(tokenIn(older?.html))).toBeNull();
    expect(await invitationBehind(tokenIn(newest?.html))).toMatchObject({ state: 'open' });
  });

  it('is not sent once it was withdrawn', async () => {
    const { id } = await invite();
    await revokeInvitation(owner, team, id);
    expect(await sendMemberNotices()).toEqual({ sent: 1, failed: 0 });
    expect(await mailsTo(guest)).toEqual([]);
  });

  it('waits a minute after a failure, and is sent then', async () => {
    await invite();
    const refused = vi
      .spyOn(globalThis, 'fetch')
      .mockResolvedValueOnce(Response.json({ name: 'validation_error' }, { status: 422 }));
    expect(await sendMemberNotices()).toEqual({ sent: 0, failed: 1 });
    refused.mockRestore();
    expect(await sendMemberNotices()).toEqual({ sent: 0, failed: 0 });
    await asService('test.later', (tx) =>
      tx.memberNotice.updateMany({ where: { organizationId: team }, data: { nextAttemptAt: new Date(0) } }),
    );
    expect(await sendMemberNotices()).toEqual({ sent: 1, failed: 0 });
    expect(await invitationBehind(tokenIn((await mailsTo(guest))[0]?.html))).toMatchObject({ state: 'open' });
  });
});

it('who was removed, and owners of before and after, are told', async () => {
  const third: Asker = { ...(await makePerson()), via: 'session' };
  for (const { userId } of [guest, third])
    await asService('test.join', (tx) =>
      tx.membership.create({ data: { organizationId: team, userId, role: 'member' } }),
    );
  await removeMember(owner, team, third.userId);
  await transferOwnership(owner, team, guest.userId);
  await sendMemberNotices();
  expect(await subjectsTo(third)).toEqual(['You are no longer a member of Halcyon <Maps>']);
  expect(await subjectsTo(guest)).toEqual(['You own Halcyon <Maps> now']);
  expect(await subjectsTo(owner)).toEqual(['Halcyon <Maps> has another owner']);
});

function invite() {
  return inviteMember(owner, team, { email: guest.email, role: 'member' });
}

function tokenIn(html: string | undefined): string {
  return html?.match(/\/invitations\/accept\?token=([\w-]{43})"/)?.[1] ?? '';
}

async function subjectsTo(person: TestPerson): Promise<string[]> {
  return (await mailsTo(person)).map(({ subject }) => subject);
}

async function mailsTo({ email }: TestPerson): Promise<{ subject: string; html: string }[]> {
  const answer = await fetch(`${env().RESEND_API_URL}/api/messages?to=${encodeURIComponent(email)}`);
  return (await answer.json()).messages;
}
