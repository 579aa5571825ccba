import { asService, Prisma, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import type { Principal } from './principal';

/** A superadmin who has passed the second factor in this session, as the database has it. */
export type Admin = {
  userId: string;
  email: string;
  sessionId: string;
  /**
   * Set where nobody is there any more, and what they ordered in that session is done for many (`bulk_operations`): then it is
   * the order that has to be going on, and not the session.
   */
  bulkOperationId?: string;
};

/**
 * Who may run the platform. Asked for every page, action and call of the console, whatever the edge said before: only
 * a browser's session of an active superadmin is let in, never a key, never the extension, never an admin who acts as
 * somebody. A principal has passed the second factor, or there would be none.
 * @throws ProblemError 404 for everybody else: that there is a console is told to nobody
 */
export async function requireAdmin(principal: Principal): Promise<Admin> {
  return asService('admin.require-admin', (tx) => requireAdminIn(tx, principal));
}

/** {@link requireAdmin} within the transaction that does what only an admin may: until it ends, nobody takes the right away. */
export async function requireAdminIn(tx: Transaction, principal: Principal | Admin): Promise<Admin> {
  const sessionId = sessionOf(principal);
  if (sessionId === null) throw problems.notFound();
  const order = 'bulkOperationId' in principal ? (principal.bulkOperationId ?? null) : null;
  const isThere =
    order === null
      ? Prisma.sql`exists (
          select from app.user_sessions s
          where s.user_id = u.id and s.id = ${sessionId}::uuid and s.kind = 'browser' and s.revoked_at is null)`
      : Prisma.sql`exists (
          select from app.bulk_operations b
          where b.id = ${order}::uuid and b.ordered_by = u.id and b.state = 'running')`;
  const [row] = await tx.$queryRaw<{ email: string }[]>`
    select u.email from app.users u
    where u.id = ${principal.userId}::uuid and u.platform_role = 'superadmin' and u.status = 'active'
      and u.deletion_due_at is null and app.has_second_factor(u.id)
      and ${isThere}
    for share`;
  if (!row) throw problems.notFound();
  const admin = { userId: principal.userId, email: row.email, sessionId };
  return order === null ? admin : { ...admin, bulkOperationId: order };
}

function sessionOf(principal: Principal | Admin): string | null {
  if ('sessionId' in principal) return principal.sessionId;
  return principal.via === 'session' ? principal.credentialId : null;
}
