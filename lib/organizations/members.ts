import { z } from 'zod';
import { asService, asTenant, type Transaction } from '@/lib/db';
import { decodeCursor, encodeCursor, problems } from '@/lib/http';
import { type Asker, requireReach } from './reach';
import type { Member } from './schema';

/** One page; `nextCursor` null is the last. */
export type MemberPage = { members: Member[]; nextCursor: string | null };

/**
 * Who belongs to an organization: owners first, then admins, members and viewers, and who joined first of the same.
 * @param page `limit` 1 to 100
 * @throws ProblemError 404 for who is not a member, 422 for a foreign cursor
 */
export async function listMembers(
  asker: Asker,
  organizationId: string,
  { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined } = {},
): Promise<MemberPage> {
  requireReach(asker, organizationId);
  const after = cursor === undefined ? null : decodeCursor(cursor, cursorKey);
  // Service work: names and addresses of others are no part of a tenant's own view.
  const rows = await asService('organizations.members', async (tx) => {
    const mine = await tx.membership.findUnique({
      where: { organizationId_userId: { organizationId, userId: asker.userId } },
    });
    if (!mine) throw problems.notFound();
    return tx.$queryRaw<Row[]>`
      select m.user_id::text as "userId", u.name, u.email, m.role::text as role, m.created_at as since,
             m.created_at::text as "sinceText"
      from app.memberships m join app.users u on u.id = m.user_id
      where m.organization_id = ${organizationId}::uuid
        and (${after === null} or (m.role, m.created_at, m.user_id) >
          (${after?.role ?? 'owner'}::app.membership_role, ${after?.since ?? 'epoch'}::timestamptz,
           ${after?.userId ?? organizationId}::uuid))
      order by m.role, m.created_at, m.user_id
      limit ${limit + 1}`;
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    members: page.map(toMember),
    nextCursor:
      rows.length > limit && last ? encodeCursor(`${last.role} ${last.userId} ${last.sinceText}`) : null,
  };
}

/** How many owners an organization has. @throws ProblemError 404 for who is not a member */
export async function countOwners(asker: Asker, organizationId: string): Promise<number> {
  requireReach(asker, organizationId);
  const owners = await asTenant({ userId: asker.userId, organizationId }, (tx) =>
    tx.membership.count({ where: { organizationId, role: 'owner' } }),
  );
  // There always is one: who sees none is no member.
  if (owners === 0) throw problems.notFound();
  return owners;
}

/** One member, within a transaction of service work; null when the user is none. */
export async function readMember(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<Member | null> {
  const row = await tx.membership.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    select: { role: true, createdAt: true, user: { select: { name: true, email: true } } },
  });
  return row && toMember({ userId, ...row.user, role: row.role, since: row.createdAt });
}

type Row = Omit<Member, 'since'> & { since: Date; sinceText: string };

function toMember({ userId, name, email, role, since }: Omit<Row, 'sinceText'>): Member {
  return { userId, name, email, role, since: since.toISOString() };
}

// As text: JavaScript's dates are too coarse to tell apart who joined a moment later.
const cursorKey = z
  .string()
  .regex(/^(owner|admin|member|viewer) [\da-f-]{36} [\d :.+-]{10,40}$/)
  .transform((key) => {
    const [role = '', userId = '', ...since] = key.split(' ');
    return { role, userId, since: since.join(' ') };
  });
