import { z } from 'zod';
import { asService, type Transaction } from '@/lib/db';
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
    await requireMember(tx, organizationId, asker.userId);
    return tx.$queryRaw<Row[]>`
      -- Whose account is deleted and may come back has only the address that it had.
      select m.user_id::text as "userId", u.name, coalesce(nullif(u.email, ''), u.former_email, '') as email,
             m.role::text as role, m.created_at as since, m.created_at::text as "sinceText"
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

/**
 * The owners of an organization who can act: neither suspended nor about to go.
 * @throws ProblemError 404 for who is not a member
 */
export function listOwners(asker: Asker, organizationId: string): Promise<string[]> {
  requireReach(asker, organizationId);
  return asService('organizations.owners', async (tx) => {
    await requireMember(tx, organizationId, asker.userId);
    return readOwners(tx, organizationId);
  });
}

/** {@link listOwners} within a transaction of service work. */
export async function readOwners(tx: Transaction, organizationId: string): Promise<string[]> {
  const rows = await tx.membership.findMany({
    where: { organizationId, role: 'owner', user: { status: 'active', deletionDueAt: null } },
    select: { userId: true },
  });
  return rows.map(({ userId }) => userId);
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

async function requireMember(tx: Transaction, organizationId: string, userId: string): Promise<void> {
  const key = { organizationId, userId };
  const mine = await tx.membership.findUnique({ where: { organizationId_userId: key } });
  if (!mine) throw problems.notFound();
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
