import { asService } from '@/lib/db';
import { databaseNow } from './invitation-rows';
import { invitationState } from './invitation-state';
import { invitationHash, makeInvitationToken } from './invitation-token';

/** What the mail of an invitation says. */
export type InvitationMail = {
  token: string;
  email: string;
  role: string;
  organizationName: string;
  invitedBy: string | null;
  expiresAt: Date;
};

/**
 * Makes the link of an invitation's mail, which is about to be sent: the token is told here once and kept nowhere, so a mail
 * that has to be tried again has another, and the one before is dead. Null when the invitation is not open any more.
 */
export function issueInvitationLink(organizationId: string, id: string): Promise<InvitationMail | null> {
  return asService('invitations.issue', async (tx) => {
    const token = makeInvitationToken();
    const row = await tx.invitation.findUnique({
      where: { organizationId_id: { organizationId, id } },
      include: {
        organization: { select: { name: true } },
        inviter: { select: { name: true, email: true } },
      },
    });
    if (!row || invitationState(row, await databaseNow(tx)) !== 'open') return null;
    const tokenHash = invitationHash(token);
    if (!tokenHash) throw new Error('a token of our own is none');
    // Who answered or withdrew it in this moment has the last word.
    const { count } = await tx.invitation.updateMany({
      where: { organizationId, id, acceptedAt: null, revokedAt: null },
      data: { tokenHash },
    });
    if (count === 0) return null;
    const { email, role, organization, inviter, expiresAt } = row;
    const invitedBy = inviter && (inviter.name ?? inviter.email);
    return { token, email, role, organizationName: organization.name, invitedBy, expiresAt };
  });
}
