import type { MembershipRole, Prisma, Transaction } from '@/lib/db';
import { invitedRoles } from '../permissions';
import type { Invitation } from '../schema';
import { invitationState } from './invitation-state';

/** What the database is asked for of an invitation that is told. */
export const invitationColumns = {
  id: true,
  email: true,
  role: true,
  createdAt: true,
  sentAt: true,
  expiresAt: true,
  inviter: { select: { name: true, email: true } },
} satisfies Prisma.InvitationSelect;

type Row = {
  id: string;
  email: string;
  role: MembershipRole;
  createdAt: Date;
  sentAt: Date | null;
  expiresAt: Date;
  inviter: { name: string | null; email: string } | null;
};

/** An invitation that nobody has answered, as it is told. */
export function toInvitation(row: Row, now: Date): Invitation {
  const state = invitationState({ ...row, acceptedAt: null, declinedAt: null, revokedAt: null }, now);
  return {
    id: row.id,
    email: row.email,
    // The table has no other.
    role: invitedRoles.find((role) => role === row.role) ?? 'viewer',
    state: state === 'expired' ? 'expired' : 'open',
    invitedBy: row.inviter && (row.inviter.name ?? row.inviter.email),
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
  };
}

/** The database's clock: it ends what an invitation holds, so it says when that is. */
export async function databaseNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`;
  if (!row) throw new Error('the database has no clock');
  return row.now;
}
