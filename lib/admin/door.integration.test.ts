import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireAdmin, requireAdminIn, revokeSessionsIn } from '@/lib/auth';
import { authenticate } from '@/lib/auth/authenticate';
import type { Principal } from '@/lib/auth/principal';
import { asService, disconnect } from '@/lib/db';
import { makePerson } from '@/local/test/people';
import { removeFactorsInDashboard } from '@/local/test/second-factors';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { setPlatformRole } from './set-platform-role';
import { makeAdmin, type TestAdmin } from './test-support';

const refused = { status: 404, code: 'not_found' };

let shared: TestAdmin;
beforeAll(async () => {
  shared = await makeAdmin();
});
afterAll(disconnect);

describe('the console', () => {
  it('is open to an admin who has passed the second factor in this session', async () => {
    const { person, principal } = shared;
    expect(await requireAdmin(principal)).toEqual({
      userId: person.userId,
      email: person.email,
      sessionId: principal.credentialId,
    });
  });

  it.each<Principal['via']>(['api_key', 'extension', 'impersonation'])(
    'is not there for what an admin does by %s, not even with the id of a good session',
    async (via) => {
      await expect(requireAdmin({ ...shared.principal, via })).rejects.toMatchObject(refused);
    },
  );

  it('is not there for anybody else, whatever session they name', async () => {
    const person = await makePerson();
    const token = accessTokenIn(await sessionCookiesOf(person));
    const principal = await authenticate({ kind: 'session', from: 'bearer', token }, new Headers());
    for (const credentialId of [principal.credentialId, shared.principal.credentialId, null])
      await expect(requireAdmin({ ...principal, credentialId })).rejects.toMatchObject(refused);
    await expect(
      requireAdmin({ ...shared.principal, credentialId: principal.credentialId }),
    ).rejects.toMatchObject(refused);
  });

  it('ends for an admin whose right is taken away at the next request', async () => {
    const admin = await makeAdmin();
    const { person, principal } = admin;
    await setPlatformRole(person.email, 'user');
    await expect(requireAdmin(principal)).rejects.toMatchObject(refused);
    await expect(asService('test.admin', (tx) => requireAdminIn(tx, admin))).rejects.toMatchObject(refused);
    await setPlatformRole(person.email, 'superadmin');
    expect(admin).toMatchObject(await requireAdmin(principal));
  });

  it('ends with the session, the second factor and the account', async () => {
    const ends: Record<string, (of: TestAdmin) => Promise<unknown>> = {
      session: ({ person }) => asService('test.revoke', (tx) => revokeSessionsIn(tx, person.userId, 'all')),
      factor: ({ person }) => removeFactorsInDashboard(person.userId),
      suspension: ({ person }) => change(person.userId, { status: 'suspended' }),
      deletion: ({ person }) => change(person.userId, { deletionDueAt: new Date(Date.now() + 86_400_000) }),
    };
    for (const [name, end] of Object.entries(ends)) {
      const admin = await makeAdmin();
      await end(admin);
      await expect(requireAdmin(admin.principal), name).rejects.toMatchObject(refused);
    }
  });

  it('cannot be taken from under work that has begun: whoever takes the right away waits for its end', async () => {
    const admin = await makeAdmin();
    const { person } = admin;
    const order: string[] = [];
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const working = asService('test.work', async (tx) => {
      await requireAdminIn(tx, admin);
      begin();
      // Until somebody waits for the row: then the other has come as far as it can.
      for (let waiting = false; !waiting; ) {
        const [row] = await tx.$queryRaw<{ waiting: boolean }[]>`
          select exists (
            select from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))) as waiting`;
        waiting = row?.waiting ?? false;
      }
      order.push('worked');
    });
    await begun;
    const taking = setPlatformRole(person.email, 'user').then(() => order.push('taken away'));
    await Promise.all([working, taking]);
    expect(order).toEqual(['worked', 'taken away']);
  });
});

describe('making an admin', () => {
  it('is done once, is in the audit log, and says whether two-factor sign-in is set up', async () => {
    const person = await makePerson();
    expect(await setPlatformRole(` ${person.email.toUpperCase()} `, 'superadmin')).toEqual({
      changed: true,
      hasSecondFactor: false,
    });
    expect(await setPlatformRole(person.email, 'superadmin')).toMatchObject({ changed: false });
    expect(await setPlatformRole(person.email, 'user')).toMatchObject({ changed: true });
    const events = await asService('test.events', (tx) =>
      tx.auditEvent.findMany({ where: { userId: person.userId }, orderBy: { id: 'asc' } }),
    );
    expect(events.map(({ action, via, actorId }) => [action, via, actorId])).toEqual([
      ['admin.granted', 'script', null],
      ['admin.revoked', 'script', null],
    ]);
  });

  it('finds nobody where nobody is', async () => {
    expect(await setPlatformRole('nobody@example.test', 'superadmin')).toBeNull();
  });
});

function change(id: string, data: { status?: 'suspended'; deletionDueAt?: Date }) {
  return asService('test.change', (tx) => tx.user.update({ where: { id }, data }));
}
