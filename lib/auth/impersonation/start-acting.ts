import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { writeAccountNotice } from '../account-notices';
import type { Admin } from '../require-admin';
import { hashOfSecret } from '../secret-token';
import type { Impersonation } from './impersonation';
import { stopActingIn } from './stop-acting';

/** What has begun. `token` is told once, to the browser of the admin, and kept by nobody. */
export type StartedActing = {
  impersonation: Impersonation;
  token: string;
  person: { email: string; organizationId: string };
  /** What the same session acted as until now. */
  former: Impersonation | null;
};

/** Minutes after which it ends by itself; the database lets it be no more. */
const MINUTES_MAX = 30;

/**
 * Begins that an admin acts as somebody: to look, for half an hour, by this very session. What the session acted as before
 * ends. The person is told by mail. One after the other for each session, so that of any number of attempts at once one is left.
 * Precondition: `tx` is service work that has made sure of the admin and records it.
 * @param reason why, as it was made sure of
 * @throws ProblemError 404 for an account that is not there, 409 for oneself, another admin, and an account that is
 * suspended or waits to be deleted
 */
export async function startActingIn(
  tx: Transaction,
  admin: Admin,
  userId: string,
  reason: string,
): Promise<StartedActing> {
  const former = await stopActingIn(tx, admin);
  const person = await personFor(tx, admin, userId);
  const token = newToken();
  const [row] = await tx.$queryRaw<{ id: string; startedAt: Date; endsAt: Date }[]>`
    insert into app.impersonations (user_id, actor_id, actor_session_id, token_hash, reason, started_at, expires_at)
    values (${userId}::uuid, ${admin.userId}::uuid, ${admin.sessionId}::uuid,
            decode(${await hashOfSecret(token)}, 'hex'), ${reason}, now(), now() + make_interval(mins => ${MINUTES_MAX}))
    returning id::text as id, started_at as "startedAt", expires_at as "endsAt"`;
  if (!row) throw new Error('An insert returned no row.');
  const startedAt = row.startedAt.toISOString();
  const endsAt = row.endsAt.toISOString();
  await writeAccountNotice(tx, userId, { kind: 'support_looks', facts: { since: startedAt, until: endsAt } });
  return { impersonation: { id: row.id, userId, startedAt, endsAt, mayWrite: false }, token, person, former };
}

// The lock keeps whoever suspends, deletes or promotes the account waiting: they come after it or before it.
async function personFor(tx: Transaction, admin: Admin, userId: string): Promise<StartedActing['person']> {
  const [row] = await tx.$queryRaw<Row[]>`
    select u.email, u.status::text as status, u.platform_role::text as role, u.deletion_due_at is not null as "isLeaving",
      coalesce(m.organization_id, u.id)::text as "organizationId"
    from app.users u
    left join app.memberships m on m.user_id = u.id and m.organization_id = u.active_organization_id
    where u.id = ${userId}::uuid for share of u`;
  if (!row || row.status === 'deleted') throw problems.notFound();
  if (userId === admin.userId) throw problems.conflict('You are yourself already.');
  if (row.role === 'superadmin') throw problems.conflict('Nobody acts as another admin.');
  if (row.status !== 'active') throw problems.conflict('This account is suspended. Activate it first.');
  if (row.isLeaving) throw problems.conflict('This account waits to be deleted. Nobody acts in it any more.');
  return { email: row.email, organizationId: row.organizationId };
}

type Row = { email: string; status: string; role: string; isLeaving: boolean; organizationId: string };

/** 256 random bits. */
function newToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
}
