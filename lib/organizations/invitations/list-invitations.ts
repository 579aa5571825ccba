import { z } from 'zod';
import { asService, asTenant } from '@/lib/db';
import { decodeCursor, encodeCursor, problems } from '@/lib/http';
import { mayDo } from '../permissions';
import { type Asker, requireReach } from '../reach';
import type { Invitation } from '../schema';
import { databaseNow, invitationColumns, toInvitation } from './invitation-rows';

/** One page; `nextCursor` null is the last. */
export type InvitationPage = { invitations: Invitation[]; nextCursor: string | null };

/**
 * The invitations of an organization that nobody has answered, newest first. Row-level security shows them to owners and
 * admins alone, too.
 * @param page `limit` 1 to 100
 * @throws ProblemError 403 for members and viewers, 404 for who is not a member, 422 for a foreign cursor
 */
export async function listInvitations(
  asker: Asker,
  organizationId: string,
  { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined } = {},
): Promise<InvitationPage> {
  requireReach(asker, organizationId);
  const before = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
  const { rows, now } = await asTenant({ userId: asker.userId, organizationId }, async (tx) => {
    const mine = await tx.membership.findUnique({
      where: { organizationId_userId: { organizationId, userId: asker.userId } },
    });
    if (!mine) throw problems.notFound();
    if (!mayDo(mine.role, 'see_invitations'))
      throw problems.forbidden('Only owners and admins can see invitations.');
    const found = await tx.invitation.findMany({
      where: { organizationId, acceptedAt: null, revokedAt: null, ...(before ? { id: { lt: before } } : {}) },
      // UUIDv7 sorts by the time it was made.
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: { ...invitationColumns, inviter: false, invitedBy: true },
    });
    return { rows: found, now: await databaseNow(tx) };
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const inviters = await invitersOf(page.flatMap(({ invitedBy }) => invitedBy ?? []));
  return {
    invitations: page.map((row) =>
      toInvitation({ ...row, inviter: inviters.get(row.invitedBy ?? '') ?? null }, now),
    ),
    nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null,
  };
}

// Service work: names and addresses of others are no part of a tenant's own view.
async function invitersOf(ids: string[]) {
  const rows = await asService('organizations.inviters', (tx) =>
    tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, email: true } }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
