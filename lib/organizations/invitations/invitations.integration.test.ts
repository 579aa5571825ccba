import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asService, asTenant, disconnect } from '@/lib/db';
import { overrideLimit } from '@/lib/usage/test-support';
import { givePlan } from '@/local/test/people';
import { changeRole, removeMember } from '../change-membership';
import { getOrganization } from '../get-organization';
import {
  joinByInvitation,
  letInvitationExpire,
  letTimePass,
  linkOf,
  makeAsker,
  makeTeam,
  seatsOf,
  type TestAsker,
} from '../test-support';
import { acceptInvitation, declineInvitation, invitationBehind } from './answer-invitation';
import { resendInvitation, revokeInvitation } from './change-invitation';
import { inviteMember } from './invite';
import { issueInvitationLink } from './issue-invitation-link';
import { listInvitations } from './list-invitations';
import { INVITATION_DAYS, RESEND_SECONDS } from './mail-allowance';

let owner: TestAsker;
let team: string;
let guest: TestAsker;

beforeEach(async () => {
  ({ owner, team } = await makeTeam());
  guest = await makeAsker();
});
afterAll(disconnect);

describe('an invitation', () => {
  it('holds a seat for a week and is noted to be mailed; its token is written nowhere', async () => {
    const made = await invite(guest.email.toUpperCase(), 'admin');
    expect(made).toMatchObject({ email: guest.email, role: 'admin', state: 'open', sentAt: null });
    const days = (Date.parse(made.expiresAt) - Date.parse(made.createdAt)) / 86_400_000;
    expect(days).toBeCloseTo(INVITATION_DAYS, 2);
    expect(await seatsOf(team)).toEqual({ members: 1, open: 1, used: 1, reserved: 1, counted: 1 });
    const token = await linkOf(team, made.id);
    const row = await asService('test.find', (tx) =>
      tx.invitation.findFirstOrThrow({ where: { id: made.id } }),
    );
    expect(row.tokenHash).toHaveLength(32);
    expect(JSON.stringify(row)).not.toContain(token);
    const noted = await asService('test.notices', (tx) =>
      tx.memberNotice.findMany({ where: { organizationId: team, invitationId: made.id } }),
    );
    expect(noted).toMatchObject([{ kind: 'invited', facts: {} }]);
  });

  it('is told to owners and admins alone, by name of who invited', async () => {
    const admin = await joinByInvitation(owner, team, 'admin');
    const { id } = await invite(guest.email);
    expect(await listInvitations(admin, team)).toMatchObject({
      invitations: [{ id, email: guest.email, role: 'member', state: 'open', invitedBy: owner.email }],
      nextCursor: null,
    });
    await changeRole(owner, team, admin.userId, 'member');
    await expect(listInvitations(admin, team)).rejects.toMatchObject({ status: 403 });
    await expect(listInvitations(guest, team)).rejects.toMatchObject({ status: 404 });
  });

  it('is made, sent again and withdrawn by owners and admins, who give no role above their own', async () => {
    const member = await joinByInvitation(owner, team, 'member');
    const { id } = await invite(guest.email);
    for (const refused of [
      () => inviteMember(member, team, { email: 'a@example.test', role: 'viewer' }),
      () => resendInvitation(member, team, id),
      () => revokeInvitation(member, team, id),
    ])
      await expect(refused()).rejects.toMatchObject({ status: 403 });
    await expect(
      (async () => inviteMember(owner, team, { email: 'a@example.test', role: 'owner' as never }))(),
    ).rejects.toThrow();
    for (const refused of [
      () => inviteMember(guest, team, { email: 'a@example.test', role: 'viewer' }),
      () => resendInvitation(guest, team, id),
      () => revokeInvitation(guest, team, id),
    ])
      await expect(refused()).rejects.toMatchObject({ status: 404 });
  });

  it('is one for each address, whatever its case, and none for who is a member', async () => {
    const { id } = await invite(guest.email);
    await expect(invite(` ${guest.email.toUpperCase()} `)).rejects.toMatchObject({ status: 409 });
    await expect(invite(owner.email.toUpperCase())).rejects.toMatchObject({ status: 409 });
    await revokeInvitation(owner, team, id);
    await invite(guest.email);
    expect(await seatsOf(team)).toMatchObject({ open: 1, reserved: 1 });
  });

  it('says the same of an address that has an account and of one that has none', async () => {
    const known = await invite(guest.email);
    const unknown = await invite(`nobody-${crypto.randomUUID()}@example.test`);
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect(known).toMatchObject({ state: unknown.state, role: unknown.role, invitedBy: unknown.invitedBy });
  });

  it('is made once under one key', async () => {
    const key = crypto.randomUUID();
    const input = { email: guest.email, role: 'member' as const };
    const made = await Promise.all([1, 2, 3].map(() => inviteMember(owner, team, input, key)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await seatsOf(team)).toMatchObject({ open: 1, reserved: 1 });
  });

  it('waits while a payment is overdue', async () => {
    const { id } = await invite(guest.email);
    await givePlan(team, 'pro');
    await asService('test.unpaid', (tx) =>
      tx.subscription.updateMany({ where: { organizationId: team }, data: { status: 'unpaid' } }),
    );
    await expect(invite('a@example.test')).rejects.toMatchObject({ code: 'payment_required' });
    await expect(acceptInvitation(guest, await linkOf(team, id))).rejects.toMatchObject({ status: 409 });
    await revokeInvitation(owner, team, id);
  });
});

describe('accepting', () => {
  it('makes a member in the seat that was held, who acts for the organization; a repeat succeeds', async () => {
    const { id } = await invite(guest.email, 'viewer');
    const token = await linkOf(team, id);
    expect(await invitationBehind(token, guest.userId)).toEqual({
      organizationName: 'A team',
      invitedBy: owner.email,
      email: guest.email,
      role: 'viewer',
      state: 'open',
      isMember: false,
    });
    expect(await acceptInvitation(guest, token)).toMatchObject({ id: team, role: 'viewer' });
    expect(await acceptInvitation(guest, token)).toMatchObject({ id: team, role: 'viewer' });
    expect(await seatsOf(team)).toEqual({ members: 2, open: 0, used: 2, reserved: 0, counted: 2 });
    const user = await asService('test.acting', (tx) =>
      tx.user.findUniqueOrThrow({ where: { id: guest.userId } }),
    );
    expect(user.activeOrganizationId).toBe(team);
    // Who was removed afterwards does not come back by the old link.
    await removeMember(owner, team, guest.userId);
    await expect(acceptInvitation(guest, token)).rejects.toMatchObject({ status: 409 });
  });

  it('twenty times at once joins once', async () => {
    const { id } = await invite(guest.email);
    const token = await linkOf(team, id);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => acceptInvitation(guest, token)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await seatsOf(team)).toEqual({ members: 2, open: 0, used: 2, reserved: 0, counted: 2 });
  });

  it('is for the invited address, whatever its case, and only once it is confirmed', async () => {
    const { id } = await invite(guest.email);
    const token = await linkOf(team, id);
    const other = await makeAsker();
    await expect(acceptInvitation(other, token)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining(guest.email),
    });
    // An account that says it has this address, and has not shown it.
    const pretender = { ...other, email: guest.email };
    await unconfirm(other.userId);
    await expect(acceptInvitation(pretender, token)).rejects.toMatchObject({ status: 403 });
    expect(await acceptInvitation({ ...guest, email: guest.email.toUpperCase() }, token)).toMatchObject({
      id: team,
    });
  });

  it('of what was withdrawn, declined, replaced, too old or made up gets nobody in', async () => {
    const withdrawn = await linkOf(team, await idOf(guest.email));
    await revokeInvitation(owner, team, await idOf(guest.email));
    await expect(acceptInvitation(guest, withdrawn)).rejects.toMatchObject({ status: 409 });

    const declined = await linkOf(team, (await invite(guest.email)).id);
    await declineInvitation(guest, declined);
    await declineInvitation(guest, declined);
    await expect(acceptInvitation(guest, declined)).rejects.toMatchObject({ status: 409 });
    expect(await seatsOf(team)).toMatchObject({ open: 0, reserved: 0 });

    const { id } = await invite(guest.email);
    const replaced = await linkOf(team, id);
    await letTimePass(team, id, RESEND_SECONDS);
    await resendInvitation(owner, team, id);
    await expect(acceptInvitation(guest, replaced)).rejects.toMatchObject({ status: 404 });
    expect(await invitationBehind(replaced)).toBeNull();

    const old = await linkOf(team, id);
    await letInvitationExpire(team, id);
    await expect(acceptInvitation(guest, old)).rejects.toMatchObject({ status: 409 });
    expect(await invitationBehind(old)).toMatchObject({ state: 'expired' });
    expect(await issueInvitationLink(team, id)).toBeNull();

    for (const made of ['', 'x'.repeat(43), '../../etc', `${'a'.repeat(42)}\u0000`])
      await expect(acceptInvitation(guest, made)).rejects.toMatchObject({ status: 404 });
    expect(await seatsOf(team)).toMatchObject({ members: 1, used: 1 });
  });

  it('by who became a member meanwhile keeps the role they have, and frees the seat', async () => {
    const { id } = await invite(guest.email, 'admin');
    await asService('test.join', (tx) =>
      tx.membership.create({ data: { organizationId: team, userId: guest.userId, role: 'viewer' } }),
    );
    expect(await acceptInvitation(guest, await linkOf(team, id))).toMatchObject({ role: 'viewer' });
    expect(await seatsOf(team)).toEqual({ members: 2, open: 0, used: 2, reserved: 0, counted: 2 });
  });

  it('and withdrawing in the same moment leaves one of the two', async () => {
    for (let round = 0; round < 8; round++) {
      const { owner: one, team: shared } = await makeTeam();
      const { id } = await inviteMember(one, shared, { email: guest.email, role: 'member' });
      const token = await linkOf(shared, id);
      const ends = await Promise.allSettled([
        acceptInvitation(guest, token),
        revokeInvitation(one, shared, id),
      ]);
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const joined = ends[0].status === 'fulfilled' ? 1 : 0;
      expect(await seatsOf(shared)).toMatchObject({ members: 1 + joined, used: 1 + joined, reserved: 0 });
    }
  });
});

describe('sending again', () => {
  it('takes a minute’s pause, counts another week, and kills the link before', async () => {
    const { id } = await invite(guest.email);
    await expect(resendInvitation(owner, team, id)).rejects.toMatchObject({
      status: 429,
      extras: { retryAfterSeconds: expect.any(Number) },
    });
    await letTimePass(team, id, RESEND_SECONDS);
    expect(await resendInvitation(owner, team, id)).toMatchObject({ id, state: 'open', sentAt: null });
    expect(await seatsOf(team)).toMatchObject({ open: 1, reserved: 1 });
    const waiting = await asService('test.notices', (tx) =>
      tx.memberNotice.count({ where: { organizationId: team, invitationId: id, sentAt: null } }),
    );
    expect(waiting).toBe(1);
  });

  it('what has expired needs a seat again', async () => {
    const { id } = await invite(guest.email);
    await letInvitationExpire(team, id);
    expect((await listInvitations(owner, team)).invitations).toMatchObject([{ id, state: 'expired' }]);
    // The seat is free for others at once, before anything sweeps up.
    const second = await invite('b@example.test');
    await invite('c@example.test');
    await letTimePass(team, id, RESEND_SECONDS);
    await expect(resendInvitation(owner, team, id)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await revokeInvitation(owner, team, second.id);
    await resendInvitation(owner, team, id);
    expect(await seatsOf(team)).toMatchObject({ members: 1, open: 2 });
    await acceptInvitation(guest, await linkOf(team, id));
    expect(await seatsOf(team)).toMatchObject({ members: 2, open: 1, used: 2 });
  });

  it('ends after what a day allows', async () => {
    const { id } = await invite(guest.email);
    await asService('test.many', (tx) => tx.invitation.updateMany({ where: { id }, data: { requests: 20 } }));
    await expect(invite('b@example.test')).rejects.toMatchObject({ code: 'rate_limit_exceeded' });
    await letTimePass(team, id, 86_500);
    await invite('b@example.test');
  });
});

describe('seats', () => {
  it('of 64 invitations at once are held by as many as are free, and by none more', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 64 }, (_, i) => invite(`person-${i}@example.test`)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const tried of tries)
      if (tried.status === 'rejected') expect(tried.reason).toMatchObject({ code: 'quota_exceeded' });
    expect(await seatsOf(team)).toEqual({ members: 1, open: 2, used: 1, reserved: 2, counted: 1 });
  });

  it('of 64 who accept at once are taken by as many as the limit has left, when it has come down', async () => {
    await overrideLimit(team, 'seats', { quotaLimit: 65 });
    await asService('test.allowance', (tx) =>
      tx.organization.update({ where: { id: team }, data: { name: 'Many' } }),
    );
    const guests = await Promise.all(Array.from({ length: 64 }, makeAsker));
    const tokens: string[] = [];
    for (const { email } of guests) tokens.push(await linkOf(team, (await invite(email)).id));
    expect(await seatsOf(team)).toMatchObject({ members: 1, open: 64, used: 1, reserved: 64 });

    await overrideLimit(team, 'seats', { quotaLimit: 10 });
    const answers = await Promise.allSettled(
      guests.map((each, i) => acceptInvitation(each, tokens[i] ?? '')),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'quota_exceeded' });
    expect(await seatsOf(team)).toMatchObject({ members: 10, open: 55, used: 10, counted: 10 });
  });

  it('mixed with everything else at once are never more than the limit, and always counted', async () => {
    await overrideLimit(team, 'seats', { quotaLimit: 6 });
    const guests = await Promise.all(Array.from({ length: 16 }, makeAsker));
    await Promise.allSettled(
      guests.map(async (each, i) => {
        const { id } = await invite(each.email);
        if (i % 4 === 0) return revokeInvitation(owner, team, id);
        const token = await linkOf(team, id);
        if (i % 4 === 1) return declineInvitation(each, token);
        await acceptInvitation(each, token);
        if (i % 4 === 2) await removeMember(owner, team, each.userId);
      }),
    );
    const seats = await seatsOf(team);
    expect(seats.members + seats.open).toBeLessThanOrEqual(6);
    expect(seats).toMatchObject({ used: seats.members, counted: seats.members, reserved: seats.open });
  });

  it('full, the problem says what holds them and how many there are', async () => {
    await invite('a@example.test');
    await invite('b@example.test');
    await expect(invite(guest.email)).rejects.toMatchObject({
      status: 402,
      code: 'quota_exceeded',
      message: 'All 3 seats are taken, by 1 member and 2 open invitations.',
      extras: { metric: 'seats', current: 3, limit: 3, resetsAt: null, upgradeUrl: '/pricing?from=seats' },
    });
  });

  it('held by an invitation are free when its row goes', async () => {
    const { id } = await invite(guest.email);
    await invite('b@example.test');
    await asService('test.purge', (tx) => tx.invitation.deleteMany({ where: { id } }));
    expect(await seatsOf(team)).toMatchObject({ open: 1, reserved: 1, used: 1 });
  });

  it('that are bought are there at once', async () => {
    await givePlan(team, 'team');
    await overrideLimit(team, 'seats', { quotaLimit: 1 });
    await expect(invite(guest.email)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await asService('test.buy', (tx) =>
      tx.subscription.updateMany({ where: { organizationId: team }, data: { extraSeats: 1 } }),
    );
    await invite(guest.email);
  });

  it('that are gone with a smaller plan throw nobody out, and let nobody in', async () => {
    await givePlan(team, 'pro');
    const members = [];
    for (let i = 0; i < 4; i++) members.push(await joinByInvitation(owner, team, 'member'));
    await givePlan(team, 'free');
    expect(await seatsOf(team)).toMatchObject({ members: 5, used: 5 });
    await expect(invite(guest.email)).rejects.toMatchObject({ extras: { current: 5, limit: 3 } });
    for (const { userId } of members.slice(0, 3)) await removeMember(owner, team, userId);
    await invite(guest.email);
    expect(await getOrganization(owner, team)).toMatchObject({ planId: 'free' });
  });

  it('of a new person are one in use, and a personal organization invites like any other', async () => {
    expect(await seatsOf(guest.userId)).toEqual({ members: 1, open: 0, used: 1, reserved: 0, counted: 1 });
    const other = await joinByInvitation(guest, guest.userId, 'viewer');
    expect(await getOrganization(other, guest.userId)).toMatchObject({ kind: 'personal', role: 'viewer' });
    expect(await seatsOf(guest.userId)).toMatchObject({ members: 2, used: 2 });
  });
});

describe('row-level security', () => {
  it('shows invitations to owners and admins of the organization, and lets nobody write them', async () => {
    const { id } = await invite(guest.email);
    const viewer = await joinByInvitation(owner, team, 'viewer');
    const read = (userId: string, organizationId = team) =>
      asTenant({ userId, organizationId }, (tx) => tx.invitation.findMany({ select: { id: true } }));
    expect(await read(owner.userId)).toContainEqual({ id });
    expect(await read(viewer.userId)).toEqual([]);
    const other = await makeTeam('Other');
    expect(await read(other.owner.userId)).toEqual([]);
    expect(await read(other.owner.userId, other.team)).toEqual([]);
    for (const { userId } of [owner, viewer])
      await expect(
        asTenant({ userId, organizationId: team }, (tx) =>
          tx.invitation.updateMany({ where: { id }, data: { role: 'admin' } }),
        ),
      ).rejects.toThrow(/permission denied/);
    await expect(
      asTenant(
        { userId: owner.userId, organizationId: team },
        (tx) =>
          tx.$queryRaw`select app.take_seat(${team}::uuid, ${viewer.userId}::uuid, 'owner', 'x', false)`,
      ),
    ).rejects.toThrow(/permission denied/);
  });
});

function invite(email: string, role: 'admin' | 'member' | 'viewer' = 'member') {
  return inviteMember(owner, team, { email, role });
}

async function idOf(email: string): Promise<string> {
  const { invitations } = await listInvitations(owner, team);
  return invitations.find((each) => each.email === email)?.id ?? (await invite(email)).id;
}

async function unconfirm(userId: string): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.split('?')[0] });
  await client.connect();
  await client.query('update auth.users set email_confirmed_at = null where id = $1', [userId]);
  await client.end();
}
