import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { changeOrganization } from '../change-organization';
import { noteForMember } from '../member-notices';
import type { Asker } from '../reach';
import type { Invitation } from '../schema';
import { databaseNow, invitationColumns, toInvitation } from './invitation-rows';
import { hashOfNothing } from './invitation-token';
import { invitationEnd, requireAllowance } from './invite';
import { requireResendable } from './mail-allowance';
import { recordInvitation } from './record-invitation';
import { freeSeat, holdSeat } from './seats';

/**
 * Has the mail of an invitation sent again, with a new link and for another week, whether it is open or has expired. The
 * links of former mails are dead at once. One that has expired needs a free seat again.
 * @throws ProblemError 402 `quota_exceeded` or `payment_required`, 403 for who may not, 404 for who is not a member and for
 * what is answered or withdrawn, 429 when it comes too soon
 */
export function resendInvitation(asker: Asker, organizationId: string, id: string): Promise<Invitation> {
  return changeOrganization(asker, organizationId, { action: 'invite' }, async (tx) => {
    const now = await databaseNow(tx);
    const { requests, requestedAt, email, role } = await requireUnanswered(tx, organizationId, id);
    requireResendable({ requests, requestedAt }, now);
    await requireAllowance(tx, organizationId, now);
    const expiresAt = invitationEnd(now);
    await holdSeat(tx, organizationId, id, expiresAt);
    // What was asked for and has not gone out would only bring a second mail with a dead link.
    await tx.memberNotice.deleteMany({ where: { organizationId, invitationId: id, sentAt: null } });
    await noteForMember(tx, { organizationId, kind: 'invited', invitationId: id });
    await recordInvitation(tx, asker, 'invitation.resent', { organizationId, id, email, role });
    const row = await tx.invitation.update({
      where: { organizationId_id: { organizationId, id } },
      data: { tokenHash: hashOfNothing(), expiresAt, sentAt: null, requests: requests + 1, requestedAt: now },
      select: invitationColumns,
    });
    return toInvitation(row, now);
  });
}

/**
 * Withdraws an invitation: its link is dead and its seat free at once. A repeat finds nothing.
 * @throws ProblemError 403 for who may not, 404 for who is not a member and for what is answered or withdrawn
 */
export function revokeInvitation(asker: Asker, organizationId: string, id: string): Promise<void> {
  return changeOrganization(asker, organizationId, { action: 'revoke_invitations' }, async (tx) => {
    const { email, role } = await requireUnanswered(tx, organizationId, id);
    await recordInvitation(tx, asker, 'invitation.withdrawn', { organizationId, id, email, role });
    await tx.invitation.update({
      where: { organizationId_id: { organizationId, id } },
      data: { revokedAt: await databaseNow(tx) },
    });
    await freeSeat(tx, organizationId, id);
  });
}

async function requireUnanswered(tx: Transaction, organizationId: string, id: string) {
  const row = await tx.invitation.findFirst({
    where: { organizationId, id, acceptedAt: null, revokedAt: null },
    select: { requests: true, requestedAt: true, email: true, role: true },
  });
  if (!row) throw problems.notFound();
  return row;
}
