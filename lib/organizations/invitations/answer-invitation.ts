import type { Actor } from '@/lib/auth';
import { asService, type MembershipRole, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { type LockedOrganization, lockOrganization } from '../change-organization';
import { readOrganizations } from '../organizations-of';
import { recordMember } from '../record-member';
import type { Organization } from '../schema';
import { actFor } from '../switch-organization';
import { databaseNow } from './invitation-rows';
import { type InvitationState, invitationState } from './invitation-state';
import { invitationHash } from './invitation-token';
import { recordInvitation } from './record-invitation';
import { freeSeat, takeSeat } from './seats';

/** What the holder of a mailed link may know: who invites whom to what, and whether it still counts. */
export type OfferedInvitation = {
  organizationName: string;
  invitedBy: string | null;
  email: string;
  role: MembershipRole;
  state: InvitationState;
  /** Whether that account belongs to the organization already; false for nobody. */
  isMember: boolean;
};

type Guest = Actor;

/** Reads the invitation behind a mailed link, for whoever holds it. Null for a link that is not, or no more, one of ours. */
export async function invitationBehind(token: string, userId?: string): Promise<OfferedInvitation | null> {
  const tokenHash = invitationHash(token);
  if (!tokenHash) return null;
  return asService('invitations.behind', async (tx) => {
    const row = await tx.invitation.findUnique({
      where: { tokenHash },
      include: {
        organization: { select: { name: true } },
        inviter: { select: { name: true, email: true } },
      },
    });
    if (!row) return null;
    const { organizationId, organization, inviter, email, role } = row;
    const memberships = userId ? await tx.membership.count({ where: { organizationId, userId } }) : 0;
    return {
      organizationName: organization.name,
      invitedBy: inviter && (inviter.name ?? inviter.email),
      email,
      role,
      state: invitationState(row, await databaseNow(tx)),
      isMember: memberships > 0,
    };
  });
}

/**
 * Makes who asks a member by the link of an invitation, in the seat that it held, and has them act for the organization. Seat,
 * membership and answer commit together under the organization's lock: of a link that is used twice at once one joins,
 * and the other finds that. A repeat by the same person succeeds.
 * @throws ProblemError 402 `quota_exceeded` when the limit has come down meanwhile, 403 for another account than the invited
 * one, 404 for a link that is not ours, 409 for one that is answered, withdrawn or too old
 */
export function acceptInvitation(guest: Guest, token: string): Promise<Organization> {
  return answering('invitations.accept', guest, token, async (tx, invitation, organization, now) => {
    const { id: invitationId, organizationId, role, state } = invitation;
    const { userId } = guest;
    const isOwnAnswer = state === 'accepted' && invitation.acceptedBy === userId && organization.role;
    if (!isOwnAnswer) {
      requireOpen(state);
      if (organization.readOnly)
        throw problems.conflict(
          `${organization.name} cannot take new members at the moment. Ask who invited you.`,
        );
      if (organization.role) await freeSeat(tx, organizationId, invitationId);
      else {
        await takeSeat(tx, organizationId, { invitationId, userId, role });
        await recordMember(tx, guest, { action: 'member.joined', organizationId, userId, after: { role } });
      }
      await tx.invitation.update({
        where: { organizationId_id: { organizationId, id: invitationId } },
        data: { acceptedAt: now, acceptedBy: userId },
      });
    }
    await actFor(tx, userId, organizationId);
    const [joined] = await readOrganizations(tx, userId, organizationId);
    if (!joined) throw problems.notFound();
    return joined;
  });
}

/** Declines an invitation, which frees its seat. A repeat succeeds. Errors as of {@link acceptInvitation}, without 402. */
export function declineInvitation(guest: Guest, token: string): Promise<void> {
  return answering('invitations.decline', guest, token, async (tx, invitation, _, now) => {
    const { id, organizationId, role, state } = invitation;
    if (state === 'declined') return;
    requireOpen(state);
    await tx.invitation.update({
      where: { organizationId_id: { organizationId, id } },
      data: { declinedAt: now, revokedAt: now },
    });
    await recordInvitation(tx, guest, 'invitation.declined', {
      organizationId,
      id,
      email: guest.email,
      role,
    });
    await freeSeat(tx, organizationId, id);
  });
}

type Answered = {
  id: string;
  organizationId: string;
  role: MembershipRole;
  acceptedBy: string | null;
  state: InvitationState;
};

async function answering<T>(
  reason: string,
  guest: Guest,
  token: string,
  work: (
    tx: Transaction,
    invitation: Answered,
    organization: Omit<LockedOrganization, 'role'> & { role: MembershipRole | null },
    now: Date,
  ) => Promise<T>,
): Promise<T> {
  const tokenHash = invitationHash(token);
  if (!tokenHash) throw notOurs();
  return asService(reason, async (tx) => {
    const found = await tx.invitation.findUnique({ where: { tokenHash }, select: { organizationId: true } });
    if (!found) throw notOurs();
    const organization = await lockOrganization(tx, found.organizationId, guest.userId);
    // Again, now that nobody else changes it: it may have been answered, or got another link.
    const row = await tx.invitation.findUnique({ where: { tokenHash } });
    if (!row) throw notOurs();
    await requireAddressee(tx, guest, row.email);
    const now = await databaseNow(tx);
    return work(tx, { ...row, state: invitationState(row, now) }, organization, now);
  });
}

// Whoever comes by the link has read that mailbox once; only the account says that it is theirs.
async function requireAddressee(tx: Transaction, { userId, email }: Guest, invited: string): Promise<void> {
  if (email.toLowerCase() !== invited.toLowerCase())
    throw problems.forbidden(`This invitation is for ${invited}. Sign in with that account to accept it.`);
  const [row] = await tx.$queryRaw<{ confirmed: boolean }[]>`
    select app.has_confirmed_email(${userId}::uuid) as confirmed`;
  if (!row?.confirmed)
    throw problems.forbidden('Confirm your email address first, by the link that we sent to it.');
}

function requireOpen(state: InvitationState): void {
  if (state !== 'open') throw problems.conflict(closedWords[state]);
}

const closedWords: Record<Exclude<InvitationState, 'open'>, string> = {
  accepted: 'This invitation has been accepted already.',
  declined: 'This invitation was declined. Ask for a new one if you have changed your mind.',
  revoked: 'This invitation was withdrawn. Ask who invited you for a new one.',
  expired: 'This invitation has expired. Ask who invited you for a new one.',
};

function notOurs() {
  return problems.notFound('This link does not lead to an invitation, or a newer mail has taken its place.');
}
