import { afterAll, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { usageOf } from '@/lib/usage';
import { overrideLimit } from '@/lib/usage/test-support';
import { givePlan, joinOrganization, makePerson } from '@/local/test/people';
import type { Principal } from '../principal';
import { readSecret } from '../secret-token';
import {
  createApiKey,
  endExpiredKeys,
  getApiKey,
  listApiKeys,
  renameApiKey,
  revokeApiKey,
  rotateApiKey,
} from '.';
import { principalOfKey } from './principal-of-key';
import { letKeyExpire, makeKey, principalFor } from './test-support';

afterAll(disconnect);

const input = { name: 'Nightly import', scopes: ['jobs:write', 'jobs:read'] } as const;
const owner = async () => principalFor(await makePerson());
const placesOf = async (principal: Principal) => (await usageOf(principal, 'api_keys')).used;
const stateOf = async (principal: Principal, id: string) => (await getApiKey(principal, id)).state;

async function colleague(of: Principal, role: Principal['role']): Promise<Principal> {
  return principalFor(await joinOrganization(await makePerson(), of.organizationId, role));
}

async function ownerWithRoom(limit = 10): Promise<Principal> {
  const principal = await owner();
  await overrideLimit(principal.organizationId, 'api_keys', { quotaLimit: limit, cap: 'hard' });
  return principal;
}

describe('making a key', () => {
  it('tells the secret once and keeps its hash alone', async () => {
    const principal = await owner();
    const { key, secret } = await createApiKey(principal, { ...input, scopes: [...input.scopes] });
    expect(readSecret(secret ?? '')).toEqual({ prefix: 'fh_test_' });
    expect(key).toMatchObject({
      name: 'Nightly import',
      hint: `fh_test_…${secret?.slice(-4)}`,
      scopes: ['jobs:read', 'jobs:write'],
      state: 'active',
      createdBy: { id: principal.userId },
      expiresAt: null,
      lastUsedAt: null,
      replacedBy: null,
    });
    const shown = JSON.stringify(await listApiKeys(principal));
    expect(shown).not.toContain(secret);
    const stored = await asService(
      'test.row',
      (tx) => tx.$queryRaw`
      select k::text as row from app.api_keys k where k.id = ${key.id}::uuid`,
    );
    expect(JSON.stringify(stored)).not.toContain(secret?.slice(8));
  });

  it('takes a place that the plan decides about: of two at once at a limit of one, exactly one is made', async () => {
    const principal = await owner();
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => makeKey(principal)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).toMatchObject({
        status: 402,
        code: 'quota_exceeded',
        extras: { metric: 'api_keys', current: 1, limit: 1, upgradeUrl: '/pricing?from=api_keys' },
      });
    }
    expect((await listApiKeys(principal)).keys).toHaveLength(1);
    expect(await placesOf(principal)).toBe(1);
  });

  it('repeated with its idempotency key makes nothing and does not tell the secret again', async () => {
    const principal = await owner();
    const ask = () => createApiKey(principal, { name: 'Once', scopes: ['jobs:read'] }, 'a-key');
    const answers = await Promise.all([ask(), ask()]);
    expect(new Set(answers.map(({ key }) => key.id)).size).toBe(1);
    expect(answers.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect((await ask()).secret).toBeNull();
    expect(await placesOf(principal)).toBe(1);
    const kept = await asService('test.kept', (tx) =>
      tx.idempotencyKey.findMany({ where: { organizationId: principal.organizationId } }),
    );
    const secret = answers.find((each) => each.secret !== null)?.secret ?? 'none';
    expect(JSON.stringify(kept)).toContain('Once');
    expect(JSON.stringify(kept)).not.toContain(secret.slice(8, -6));
    await expect(
      createApiKey(principal, { name: 'Other', scopes: ['jobs:read'] }, 'a-key'),
    ).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
  });

  it('that is killed behind the row leaves neither key nor place, and its idempotency key free', async () => {
    const principal = await owner();
    const ask = (create: typeof createApiKey) =>
      create(principal, { name: 'Killed', scopes: ['jobs:read'] }, 'killed');
    vi.resetModules();
    vi.doMock('./insert-key', async (original) => {
      const inner = await original<typeof import('./insert-key')>();
      return {
        ...inner,
        insertKey: async (...given: Parameters<typeof inner.insertKey>) => {
          await inner.insertKey(...given);
          throw new Error('killed');
        },
      };
    });
    try {
      await expect(ask((await import('.')).createApiKey)).rejects.toThrow('killed');
    } finally {
      vi.doUnmock('./insert-key');
      vi.resetModules();
    }
    expect((await listApiKeys(principal)).keys).toEqual([]);
    expect(await placesOf(principal)).toBe(0);
    expect((await ask(createApiKey)).secret).not.toBeNull();
    expect(await placesOf(principal)).toBe(1);
  });

  it.each([
    ['no name', { name: '  ' }],
    ['a long name', { name: 'x'.repeat(101) }],
    ['a name that cannot be stored', { name: 'a\u0000b' }],
    ['no scope', { scopes: [] }],
    ['an unknown scope', { scopes: ['admin' as 'jobs:read'] }],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['an end in a hundred years', { expiresAt: '2126-01-01T00:00:00Z' }],
    ['an end that is no time', { expiresAt: 'tomorrow' }],
  ])('is refused with %s', async (_case, wrong) => {
    const principal = await owner();
    await expect(makeKey(principal, wrong)).rejects.toThrow();
    expect(await placesOf(principal)).toBe(0);
  });

  it('is for owners and admins, as the database says, whatever the caller believes', async () => {
    const principal = await ownerWithRoom();
    const admin = await colleague(principal, 'admin');
    const { id } = await makeKey(admin);
    for (const role of ['member', 'viewer'] as const) {
      const other = { ...(await colleague(principal, role)), role: 'owner' as const };
      const tries = [
        makeKey(other),
        listApiKeys(other),
        getApiKey(other, id),
        renameApiKey(other, id, { name: 'mine' }),
        rotateApiKey(other, id, {}),
        revokeApiKey(other, id),
      ];
      for (const each of await Promise.allSettled(tries))
        expect(each).toMatchObject({ reason: { status: 403, code: 'forbidden' } });
    }
    expect((await listApiKeys(principal)).keys.map((key) => key.id)).toEqual([id]);
  });
});

describe("another organization's key", () => {
  it('is not there, for whatever one tries', async () => {
    const { id } = await makeKey(await owner());
    const stranger = await owner();
    for (const each of await Promise.allSettled([
      getApiKey(stranger, id),
      renameApiKey(stranger, id, { name: 'mine' }),
      rotateApiKey(stranger, id, {}),
      revokeApiKey(stranger, id),
    ]))
      expect(each).toMatchObject({ reason: { status: 404, code: 'not_found' } });
    expect((await listApiKeys(stranger)).keys).toEqual([]);
  });
});

describe('the list', () => {
  it('goes from the newest on in pages, and takes other names', async () => {
    const principal = await ownerWithRoom();
    const made: string[] = [];
    for (const name of ['a', 'b', 'c']) made.unshift((await makeKey(principal, { name })).id);
    const first = await listApiKeys(principal, { limit: 2 });
    const second = await listApiKeys(principal, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.keys, ...second.keys].map(({ id }) => id)).toEqual(made);
    expect(second.nextCursor).toBeNull();
    const renamed = await renameApiKey(principal, made[0] ?? '', { name: ' Renamed ' });
    expect(renamed.name).toBe('Renamed');
  });

  it('shows that nobody is there any more to act for, and lets the place go', async () => {
    const principal = await ownerWithRoom();
    const admin = await colleague(principal, 'admin');
    const { id, secret } = await makeKey(admin);
    await asService('test.leave', (tx) =>
      tx.membership.deleteMany({ where: { organizationId: principal.organizationId, userId: admin.userId } }),
    );
    expect(await stateOf(principal, id)).toBe('inactive');
    await asService('test.purge', (tx) => tx.user.delete({ where: { id: admin.userId } }));
    expect(await getApiKey(principal, id)).toMatchObject({ state: 'inactive', createdBy: null });
    await expect(principalOfKey(secret)).rejects.toMatchObject({ status: 401 });
    await revokeApiKey(principal, id);
    expect(await placesOf(principal)).toBe(0);
  });
});

describe('revoking a key', () => {
  it('ends it at the next request and gives its place back once, of many at once', async () => {
    const principal = await owner();
    const { id, secret } = await makeKey(principal);
    expect((await principalOfKey(secret)).credentialId).toBe(id);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => revokeApiKey(principal, id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(principalOfKey(secret)).rejects.toMatchObject({
      status: 401,
      message: 'This API key was revoked.',
    });
    expect(await placesOf(principal)).toBe(0);
    expect((await listApiKeys(principal)).keys).toEqual([]);
    await makeKey(principal);
  });

  it('and making of one are possible or not while a payment is overdue', async () => {
    const principal = await owner();
    await givePlan(principal.organizationId, 'pro');
    const { id } = await makeKey(principal);
    await asService('test.owe', (tx) =>
      tx.subscription.updateMany({
        where: { organizationId: principal.organizationId },
        data: { status: 'unpaid' },
      }),
    );
    await expect(makeKey(principal)).rejects.toMatchObject({ status: 402, code: 'payment_required' });
    const { key } = await rotateApiKey(principal, id, { overlapDays: 0 });
    await revokeApiKey(principal, key.id);
    expect(await placesOf(principal)).toBe(0);
  });
});

describe('rotating a key', () => {
  it('lets both work for the chosen days, in one place', async () => {
    const principal = await owner();
    const old = await makeKey(principal, { scopes: ['usage:read'] });
    const rotated = await rotateApiKey(principal, old.id, { overlapDays: 7 });
    expect(rotated.key).toMatchObject({ name: 'Nightly import', scopes: ['usage:read'], expiresAt: null });
    expect(rotated.replaced).toMatchObject({ id: old.id, state: 'replaced', replacedBy: rotated.key.id });
    const left = Date.parse(rotated.replaced?.expiresAt ?? '') - Date.now();
    expect(left / 86_400_000).toBeCloseTo(7, 2);
    expect((await principalOfKey(old.secret)).credentialId).toBe(old.id);
    expect((await principalOfKey(rotated.secret ?? '')).credentialId).toBe(rotated.key.id);
    expect(await placesOf(principal)).toBe(1);
    await letKeyExpire(principal.organizationId, old.id);
    await expect(principalOfKey(old.secret)).rejects.toMatchObject({ status: 401 });
    await endExpiredKeys();
    expect(await placesOf(principal)).toBe(1);
  });

  it('without overlap ends the old one at once', async () => {
    const principal = await owner();
    const old = await makeKey(principal);
    const rotated = await rotateApiKey(principal, old.id, { overlapDays: 0 });
    expect(rotated.replaced).toBeNull();
    await expect(principalOfKey(old.secret)).rejects.toMatchObject({ status: 401 });
    expect((await listApiKeys(principal)).keys.map(({ id }) => id)).toEqual([rotated.key.id]);
  });

  it('happens once, of many at once; and a repeat with its idempotency key tells no secret', async () => {
    const principal = await owner();
    const { id } = await makeKey(principal);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => rotateApiKey(principal, id, {})));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of outcomes)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ status: 409, code: 'conflict' });
    expect((await listApiKeys(principal)).keys).toHaveLength(2);

    const other = await owner();
    const mine = await makeKey(other);
    const first = await rotateApiKey(other, mine.id, {}, 'rotate-1');
    const second = await rotateApiKey(other, mine.id, {}, 'rotate-1');
    expect(second).toMatchObject({ key: { id: first.key.id }, secret: null, replaced: { id: mine.id } });
  });

  it('multiplies no places, however often and in whatever order one rotates and revokes', async () => {
    const principal = await owner();
    const a = await makeKey(principal);
    const b = (await rotateApiKey(principal, a.id, { overlapDays: 7 })).key;
    await expect(rotateApiKey(principal, b.id, { overlapDays: 7 })).rejects.toMatchObject({ status: 409 });
    // The new one goes: its place is the old one's again, which still works.
    await revokeApiKey(principal, b.id);
    expect(await placesOf(principal)).toBe(1);
    expect(await getApiKey(principal, a.id)).toMatchObject({ state: 'active', replacedBy: null });
    await expect(makeKey(principal)).rejects.toMatchObject({ status: 402 });
    const c = (await rotateApiKey(principal, a.id, { overlapDays: 1 })).key;
    await Promise.all([revokeApiKey(principal, a.id), revokeApiKey(principal, c.id)]);
    expect(await placesOf(principal)).toBe(0);
  });

  it('gives the new key as long a life as the old one was made for, or the one that is asked for', async () => {
    const principal = await ownerWithRoom();
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const daysOf = (expiresAt: string | null) => (Date.parse(expiresAt ?? '') - Date.now()) / 86_400_000;
    const { id } = await makeKey(principal, { expiresAt: inDays(90) });
    const same = await rotateApiKey(principal, id, { overlapDays: 0 });
    expect(daysOf(same.key.expiresAt)).toBeCloseTo(90, 2);
    const never = await rotateApiKey(principal, same.key.id, { overlapDays: 0, expiresAt: null });
    expect(never.key.expiresAt).toBeNull();
    // An old key that ends before the overlap does ends when it was to.
    const short = await makeKey(principal, { expiresAt: inDays(1) });
    const { replaced } = await rotateApiKey(principal, short.id, { overlapDays: 7 });
    expect(daysOf(replaced?.expiresAt ?? null)).toBeCloseTo(1, 2);
  });

  it('is refused for one that has expired', async () => {
    const principal = await owner();
    const { id } = await makeKey(principal);
    await letKeyExpire(principal.organizationId, id);
    await expect(rotateApiKey(principal, id, {})).rejects.toMatchObject({ status: 409 });
  });
});

describe('a key whose time is over', () => {
  it('is refused in so many words, stays in the list for a while, and leaves its place to the next', async () => {
    const principal = await owner();
    const { id, secret } = await makeKey(principal);
    await letKeyExpire(principal.organizationId, id);
    await expect(principalOfKey(secret)).rejects.toMatchObject({
      status: 401,
      message: expect.stringMatching(/^This API key expired on \w+ \d+, \d{4}\.$/),
    });
    expect(await stateOf(principal, id)).toBe('expired');
    const [one, two] = await Promise.allSettled([makeKey(principal), makeKey(principal)]);
    expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected']);
    await Promise.all([endExpiredKeys(), endExpiredKeys()]);
    expect(await placesOf(principal)).toBe(1);
    await revokeApiKey(principal, id);
    expect(await placesOf(principal)).toBe(1);
  });
});

describe('whom a key acts for', () => {
  it('is its maker in its organization, wherever that person acts otherwise, with the role that holds now', async () => {
    const principal = await ownerWithRoom();
    const admin = await colleague(principal, 'admin');
    const { id, secret } = await makeKey(admin, { scopes: ['jobs:read'] });
    await asService('test.elsewhere', async (tx) => {
      await tx.user.update({ where: { id: admin.userId }, data: { activeOrganizationId: admin.userId } });
      await tx.membership.updateMany({
        where: { userId: admin.userId, organizationId: admin.organizationId },
        data: { role: 'viewer' },
      });
    });
    await givePlan(principal.organizationId, 'team');
    expect(await principalOfKey(secret)).toEqual({
      userId: admin.userId,
      organizationId: principal.organizationId,
      role: 'viewer',
      via: 'api_key',
      credentialId: id,
      scopes: ['jobs:read'],
      email: admin.email,
      name: null,
      organizationName: principal.organizationName,
      planId: 'team',
    });
  });

  it('is nobody while the maker is suspended', async () => {
    const principal = await owner();
    const { secret } = await makeKey(principal);
    await asService('test.suspend', (tx) =>
      tx.user.update({ where: { id: principal.userId }, data: { status: 'suspended' } }),
    );
    await expect(principalOfKey(secret)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('is noted once a minute', async () => {
    const principal = await owner();
    const { id, secret } = await makeKey(principal);
    await Promise.all(Array.from({ length: 10 }, () => principalOfKey(secret)));
    const { lastUsedAt } = await getApiKey(principal, id);
    expect(Date.now() - Date.parse(lastUsedAt ?? '')).toBeLessThan(10_000);
    await principalOfKey(secret);
    expect((await getApiKey(principal, id)).lastUsedAt).toBe(lastUsedAt);
    await asService(
      'test.ago',
      (tx) => tx.$executeRaw`
      update app.api_keys set last_used_at = now() - interval '61 seconds' where id = ${id}::uuid`,
    );
    await principalOfKey(secret);
    expect(Date.parse((await getApiKey(principal, id)).lastUsedAt ?? '')).toBeGreaterThan(
      Date.parse(lastUsedAt ?? ''),
    );
  });
});
