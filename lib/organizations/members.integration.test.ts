import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { revokeApiKey } from '@/lib/auth/api-keys';
import { principalOfKey } from '@/lib/auth/api-keys/principal-of-key';
import { makeKey, principalFor } from '@/lib/auth/api-keys/test-support';
import { edgeKeys } from '@/lib/auth/edge-keys';
import { hashOfSecret } from '@/lib/auth/secret-token';
import { asService, asTenant, disconnect } from '@/lib/db';
import { callCache } from '@/lib/resilience';
import { usageOf } from '@/lib/usage';
import { givePlan, makePerson } from '@/local/test/people';
import { changeRole, leaveOrganization, removeMember, transferOwnership } from './change-membership';
import { createOrganization, TEAMS_OWNED_MAX } from './create-organization';
import { getOrganization, listOrganizations } from './get-organization';
import { listMembers, listOwners } from './members';
import { switchOrganization } from './switch-organization';
import { joinByInvitation, makeAsker, makeTeam, seatsOf, type TestAsker } from './test-support';
import { updateOrganization } from './update-organization';

let owner: TestAsker;
let team: string;

beforeEach(async () => {
  ({ owner, team } = await makeTeam());
});
afterAll(disconnect);

describe('a team', () => {
  it('is made with its owner, a seat taken, and acted for at once', async () => {
    expect(await getOrganization(owner, team)).toMatchObject({
      id: team,
      name: 'A team',
      kind: 'team',
      role: 'owner',
      planId: 'free',
      requiresSecondFactor: false,
    });
    expect(await seatsOf(team)).toEqual({ members: 1, open: 0, used: 1, reserved: 0, counted: 1 });
    expect(await actingOf(owner.userId)).toEqual({ inDatabase: team, atEdge: team });
  });

  it('is made once, however often it is asked for under one key', async () => {
    const key = crypto.randomUUID();
    const made = await Promise.all([1, 2, 3].map(() => createOrganization(owner, { name: 'Once' }, key)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await expect(createOrganization(owner, { name: 'Other' }, key)).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
    expect((await listOrganizations(owner)).map(({ name }) => name)).toEqual([
      owner.email.split('@')[0],
      'A team',
      'Once',
    ]);
  });

  it('is one of ten at most that a person owns, also when many are made at once', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: TEAMS_OWNED_MAX + 5 }, (_, i) => createOrganization(owner, { name: `Team ${i}` })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(TEAMS_OWNED_MAX - 1);
    expect(await listOrganizations(owner)).toHaveLength(TEAMS_OWNED_MAX + 1);
  });

  it.each(['', '   ', 'x'.repeat(101), 'Two\nlines', 'See https://else.example', 'Half \ud800'])(
    'is not called %j',
    async (name) => {
      await expect(async () => createOrganization(owner, { name })).rejects.toThrow();
    },
  );

  it('is not there for who is no member, nor for a key of another organization', async () => {
    const stranger = await makeAsker();
    const elsewhere = { ...owner, organizationId: owner.userId, via: 'api_key' as const };
    for (const asker of [stranger, elsewhere]) {
      for (const ask of [
        () => getOrganization(asker, team),
        () => listMembers(asker, team),
        () => updateOrganization(asker, team, { name: 'Mine' }),
        () => switchOrganization(asker, team),
        () => changeRole(asker, team, owner.userId, 'viewer'),
        () => removeMember(asker, team, owner.userId),
        () => leaveOrganization(asker, team),
        () => transferOwnership(asker, team, owner.userId),
      ]) {
        await expect((async () => ask())()).rejects.toMatchObject({ status: 404 });
      }
    }
    expect(await getOrganization(owner, team)).toMatchObject({ name: 'A team', role: 'owner' });
  });

  it('is renamed by owners and admins, and by nobody else', async () => {
    const admin = await joinByInvitation(owner, team, 'admin');
    const member = await joinByInvitation(owner, team, 'member');
    expect(await updateOrganization(admin, team, { name: ' Halcyon ' })).toMatchObject({ name: 'Halcyon' });
    await expect(updateOrganization(member, team, { name: 'Mine' })).rejects.toMatchObject({ status: 403 });
    await leaveUnpaid(team);
    await expect(updateOrganization(owner, team, { name: 'Later' })).rejects.toMatchObject({
      code: 'payment_required',
    });
    expect((await getOrganization(member, team)).name).toBe('Halcyon');
  });

  it('asks its members for a second factor only at the wish of who has one', async () => {
    await expect(updateOrganization(owner, team, { requiresSecondFactor: true })).rejects.toMatchObject({
      status: 403,
    });
    expect((await getOrganization(owner, team)).requiresSecondFactor).toBe(false);
    expect(await updateOrganization(owner, team, { requiresSecondFactor: false })).toMatchObject({
      requiresSecondFactor: false,
    });
  });
});

describe('members', () => {
  it('are told to all of them, owners first, page by page', async () => {
    const viewer = await joinByInvitation(owner, team, 'viewer');
    const admin = await joinByInvitation(owner, team, 'admin');
    const all = await listMembers(viewer, team);
    expect(all).toMatchObject({
      members: [
        { userId: owner.userId, email: owner.email, role: 'owner' },
        { userId: admin.userId, role: 'admin' },
        { userId: viewer.userId, role: 'viewer' },
      ],
      nextCursor: null,
    });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMembers(viewer, team, { limit: 1, cursor });
      paged.push(...page.members.map(({ userId }) => userId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(all.members.map(({ userId }) => userId));
    await expect(listMembers(viewer, team, { cursor: 'bm90IG91cnM' })).rejects.toMatchObject({ status: 422 });
  });

  it('get the role that who asks may give', async () => {
    const admin = await joinByInvitation(owner, team, 'admin');
    const member = await joinByInvitation(owner, team, 'member');
    expect(await changeRole(admin, team, member.userId, 'admin')).toMatchObject({ role: 'admin' });
    expect(await changeRole(owner, team, member.userId, 'viewer')).toMatchObject({ role: 'viewer' });
    const refused: [TestAsker, TestAsker, 'owner' | 'member'][] = [
      [admin, member, 'owner'],
      [admin, admin, 'owner'],
      [admin, owner, 'member'],
      [member, member, 'member'],
    ];
    for (const [asker, target, role] of refused) {
      await expect(changeRole(asker, team, target.userId, role)).rejects.toMatchObject({ status: 403 });
    }
    const stranger = await makePerson();
    await expect(changeRole(owner, team, stranger.userId, 'admin')).rejects.toMatchObject({ status: 404 });
    expect(await rolesOf(team)).toEqual({
      [owner.userId]: 'owner',
      [admin.userId]: 'admin',
      [member.userId]: 'viewer',
    });
  });

  it('who are removed lose all at once: the seat is free, they are told, and act for themselves again', async () => {
    const member = await joinByInvitation(owner, team, 'member');
    expect(await actingOf(member.userId)).toEqual({ inDatabase: team, atEdge: team });
    await removeMember(owner, team, member.userId);
    expect(await actingOf(member.userId)).toEqual({ inDatabase: null, atEdge: member.userId });
    await expect(getOrganization(member, team)).rejects.toMatchObject({ status: 404 });
    expect(await seatsOf(team)).toMatchObject({ members: 1, used: 1, reserved: 0, counted: 1 });
    expect(await noticesFor(member.userId)).toEqual(['removed']);
    await expect(removeMember(owner, team, member.userId)).rejects.toMatchObject({ status: 404 });
  });

  it('who are removed take their keys along, and those only: they do not work again when the person comes back', async () => {
    await givePlan(team, 'pro');
    const admin = await joinByInvitation(owner, team, 'admin');
    const theirs = await makeKey(await principalFor({ ...admin, organizationId: team }));
    const mine = await makeKey(await principalFor({ ...owner, organizationId: team }));
    await removeMember(owner, team, admin.userId);
    await expect(principalOfKey(theirs.secret)).rejects.toMatchObject({ status: 401 });
    const hash = await hashOfSecret(theirs.secret);
    expect(await callCache((redis) => redis.get(edgeKeys.secret(hash)))).toBeNull();
    expect(await usageOf({ ...owner, organizationId: team }, 'api_keys')).toMatchObject({ used: 1 });
    await asService('test.rejoin', (tx) =>
      tx.membership.create({ data: { organizationId: team, userId: admin.userId, role: 'admin' } }),
    );
    await expect(principalOfKey(theirs.secret)).rejects.toMatchObject({ status: 401 });
    expect(await principalOfKey(mine.secret)).toMatchObject({ userId: owner.userId, organizationId: team });
  });

  it('who are removed while they make and end keys neither wait for ever nor leave a key behind', async () => {
    await givePlan(team, 'enterprise');
    for (let round = 0; round < 6; round++) {
      const admin = await joinByInvitation(owner, team, 'admin');
      const principal = await principalFor({ ...admin, organizationId: team });
      const first = await makeKey(principal);
      const removal = Promise.all([
        removeMember(owner, team, admin.userId),
        ...[1, 2, 3].map(() =>
          makeKey(principal).catch((error: unknown) => expect(error).toMatchObject({ status: 403 })),
        ),
        revokeApiKey(principal, first.id).catch((error: unknown) =>
          expect(error).toMatchObject({ status: expect.toBeOneOf([403, 404]) }),
        ),
      ]);
      await expect(removal).resolves.toBeDefined();
      const left = await asService('test.keys', (tx) =>
        tx.apiKey.count({ where: { organizationId: team, createdBy: admin.userId, revokedAt: null } }),
      );
      expect(left).toBe(0);
    }
    expect(await usageOf({ ...owner, organizationId: team }, 'api_keys')).toMatchObject({ used: 0 });
  });

  it('leave by themselves, untold, also while a payment is overdue', async () => {
    const viewer = await joinByInvitation(owner, team, 'viewer');
    await leaveUnpaid(team);
    await leaveOrganization(viewer, team);
    expect(await rolesOf(team)).toEqual({ [owner.userId]: 'owner' });
    expect(await noticesFor(viewer.userId)).toEqual([]);
  });

  it('see the organization that they switch to, and only one of theirs', async () => {
    const member = await joinByInvitation(owner, team, 'member');
    await switchOrganization(member, member.userId);
    expect(await actingOf(member.userId)).toEqual({ inDatabase: member.userId, atEdge: member.userId });
    await switchOrganization(member, team);
    expect(await actingOf(member.userId)).toEqual({ inDatabase: team, atEdge: team });
  });
});

describe('the last owner', () => {
  it('neither leaves nor steps down nor is removed', async () => {
    await joinByInvitation(owner, team, 'admin');
    await expect(leaveOrganization(owner, team)).rejects.toMatchObject({ status: 409 });
    await expect(removeMember(owner, team, owner.userId)).rejects.toMatchObject({ status: 409 });
    await expect(changeRole(owner, team, owner.userId, 'admin')).rejects.toMatchObject({ status: 409 });
    expect(await rolesOf(team)).toMatchObject({ [owner.userId]: 'owner' });
  });

  it('is one of two who leave in the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const { owner: first, team: shared } = await makeTeam();
      const second = await joinByInvitation(first, shared, 'admin');
      await changeRole(first, shared, second.userId, 'owner');
      const left = await Promise.allSettled([
        leaveOrganization(first, shared),
        round % 2 ? leaveOrganization(second, shared) : changeRole(second, shared, second.userId, 'member'),
      ]);
      expect(left.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(Object.values(await rolesOf(shared)).filter((role) => role === 'owner')).toHaveLength(1);
    }
  });

  it('is the last one who can act: one who is suspended or about to go does not count', async () => {
    const second = await joinByInvitation(owner, team, 'admin');
    await changeRole(owner, team, second.userId, 'owner');
    for (const change of [{ status: 'suspended' as const }, { deletionDueAt: new Date() }]) {
      await asService('test.absent', (tx) => tx.user.update({ where: { id: second.userId }, data: change }));
      await expect(leaveOrganization(owner, team)).rejects.toMatchObject({ status: 409 });
      expect(await listOwners(owner, team)).toEqual([owner.userId]);
      await asService('test.back', (tx) =>
        tx.user.update({ where: { id: second.userId }, data: { status: 'active', deletionDueAt: null } }),
      );
    }
    await leaveOrganization(owner, team);
  });

  it('is kept by the database itself, whoever writes', async () => {
    const where = { organizationId_userId: { organizationId: team, userId: owner.userId } };
    await expect(asService('test.leave', (tx) => tx.membership.delete({ where }))).rejects.toThrow(
      /keeps an owner/,
    );
    await expect(
      asService('test.demote', (tx) => tx.membership.update({ where, data: { role: 'viewer' } })),
    ).rejects.toThrow(/keeps an owner/);
  });

  it('whose account is purged is followed by an admin before all others', async () => {
    const member = await joinByInvitation(owner, team, 'member');
    const admin = await joinByInvitation(owner, team, 'admin');
    await asService('test.purge', (tx) => tx.user.delete({ where: { id: owner.userId } }));
    expect(await rolesOf(team)).toEqual({ [admin.userId]: 'owner', [member.userId]: 'member' });
  });
});

describe('ownership', () => {
  it('is passed on to a member; the former owner stays as an admin, and all owners are told', async () => {
    const next = await joinByInvitation(owner, team, 'viewer');
    await transferOwnership(owner, team, next.userId);
    expect(await rolesOf(team)).toEqual({ [next.userId]: 'owner', [owner.userId]: 'admin' });
    expect(await noticesFor(next.userId)).toEqual(['ownership_transferred']);
    expect(await noticesFor(owner.userId)).toEqual(['ownership_transferred']);
    await expect(transferOwnership(owner, team, next.userId)).rejects.toMatchObject({ status: 403 });
    await expect(transferOwnership(next, team, next.userId)).rejects.toMatchObject({ status: 409 });
    const stranger = await makePerson();
    await expect(transferOwnership(next, team, stranger.userId)).rejects.toMatchObject({ status: 404 });
  });

  it('of a personal organization stays with its person for good', async () => {
    const guest = await joinByInvitation(owner, owner.userId, 'admin');
    for (const refused of [
      () => transferOwnership(owner, owner.userId, guest.userId),
      () => changeRole(owner, owner.userId, guest.userId, 'owner'),
      () => changeRole(owner, owner.userId, owner.userId, 'member'),
      () => leaveOrganization(owner, owner.userId),
    ])
      await expect(refused()).rejects.toMatchObject({ status: 409 });
    await expect(removeMember(guest, owner.userId, owner.userId)).rejects.toMatchObject({ status: 403 });
    await leaveOrganization(guest, owner.userId);
    expect(await rolesOf(owner.userId)).toEqual({ [owner.userId]: 'owner' });
  });
});

describe('row-level security', () => {
  it('shows memberships of the organization that is acted for, and lets nobody write them', async () => {
    const other = await makeTeam('Other');
    const tenant = { userId: owner.userId, organizationId: team };
    const seen = await asTenant(tenant, (tx) => tx.membership.findMany());
    expect(seen.map(({ organizationId }) => organizationId)).toEqual([team]);
    const foreign = { userId: owner.userId, organizationId: other.team };
    expect(await asTenant(foreign, (tx) => tx.membership.findMany())).toEqual([]);
    await expect(
      asTenant(tenant, (tx) =>
        tx.membership.create({
          data: { organizationId: team, userId: other.owner.userId, role: 'owner' },
        }),
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(
      asTenant(tenant, (tx) => tx.$queryRaw`select * from app.lock_organization(${team}::uuid, null)`),
    ).rejects.toThrow(/permission denied/);
  });
});

async function rolesOf(organizationId: string): Promise<Record<string, string>> {
  const rows = await asService('test.roles', (tx) => tx.membership.findMany({ where: { organizationId } }));
  return Object.fromEntries(rows.map(({ userId, role }) => [userId, role]));
}

async function actingOf(userId: string) {
  const user = await asService('test.acting', (tx) => tx.user.findUniqueOrThrow({ where: { id: userId } }));
  const atEdge = await callCache((redis) => redis.get(edgeKeys.acting(userId)));
  return { inDatabase: user.activeOrganizationId, atEdge };
}

async function noticesFor(userId: string): Promise<string[]> {
  const rows = await asService('test.notices', (tx) => tx.memberNotice.findMany({ where: { userId } }));
  return rows.map(({ kind }) => kind);
}

async function leaveUnpaid(organizationId: string): Promise<void> {
  await givePlan(organizationId, 'pro');
  await asService('test.unpaid', (tx) =>
    tx.subscription.updateMany({ where: { organizationId }, data: { status: 'unpaid' } }),
  );
}
