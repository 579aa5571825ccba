import type { Transaction } from '@/lib/db';
import { idempotently, problems } from '@/lib/http';
import { changeOrganization } from '../change-organization';
import { noteForMember } from '../member-notices';
import { mayGive } from '../permissions';
import type { Asker } from '../reach';
import { type Invitation, type InvitationInput, invitationInputSchema } from '../schema';
import { databaseNow, invitationColumns, toInvitation } from './invitation-rows';
import { invitationState } from './invitation-state';
import { hashOfNothing } from './invitation-token';
import { INVITATION_DAYS, requireMailsLeft } from './mail-allowance';
import { recordInvitation } from './record-invitation';
import { freeSeat, holdSeat } from './seats';

/**
 * Invites an address by mail. The seat is held from now on, so that whoever is invited can come: seat, invitation, the note
 * that has it mailed and the idempotency key commit together, one after the other for each organization, and of any
 * number at once none is one too many. Whether the address has an account is neither asked nor told.
 * @param idempotencyKey a repeat with the same key and input gets the first invitation again
 * @throws ProblemError 402 `quota_exceeded` or `payment_required`, 403 for who may not, 404 for who is not a member, 409 for
 * an address that is a member's or has an open invitation, and `idempotency_conflict`, 429; ZodError for wrong input
 */
export function inviteMember(
  inviter: Asker,
  organizationId: string,
  input: InvitationInput,
  idempotencyKey?: string,
): Promise<Invitation> {
  const invited = invitationInputSchema.parse(input);
  return changeOrganization(inviter, organizationId, { action: 'invite' }, async (tx, { role }) => {
    if (!mayGive(role, invited.role)) throw problems.forbidden();
    return idempotently(
      tx,
      { userId: inviter.userId, organizationId },
      { operation: 'invitations.create', key: idempotencyKey, request: invited },
      () => make(tx, organizationId, inviter, invited),
    );
  });
}

async function make(
  tx: Transaction,
  organizationId: string,
  inviter: Asker,
  { email, role }: Pick<Invitation, 'email' | 'role'>,
): Promise<Invitation> {
  const now = await databaseNow(tx);
  await refuseMember(tx, organizationId, email);
  await clearFormer(tx, organizationId, email, now);
  await requireAllowance(tx, organizationId, now);
  const expiresAt = invitationEnd(now);
  const { id } = await tx.invitation.create({
    data: {
      organizationId,
      email,
      role,
      invitedBy: inviter.userId,
      expiresAt,
      tokenHash: hashOfNothing(),
    },
    select: { id: true },
  });
  await holdSeat(tx, organizationId, id, expiresAt);
  await noteForMember(tx, { organizationId, kind: 'invited', invitationId: id });
  await recordInvitation(tx, inviter, 'member.invited', { organizationId, id, email, role });
  const row = await tx.invitation.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
    select: invitationColumns,
  });
  return toInvitation(row, now);
}

/** When an invitation ends that is mailed now. */
export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
}

/**
 * Refuses another mail when the organization has sent all that it may within 24 hours.
 * @throws ProblemError 429
 */
export async function requireAllowance(tx: Transaction, organizationId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - 86_400_000);
  const [sent, [quota]] = [
    await tx.invitation.aggregate({
      where: { organizationId, requestedAt: { gt: since } },
      _sum: { requests: true },
    }),
    await tx.$queryRaw<{ limit: bigint | null }[]>`
      select q.quota_limit as limit
      from app.quotas_of(${organizationId}::uuid, array['seats']::app.metric[], now()) q`,
  ];
  const limit = quota?.limit ?? null;
  requireMailsLeft(sent._sum.requests ?? 0, limit === null ? null : Number(limit));
}

// Members are told to each other anyway; of everybody else nothing is said.
async function refuseMember(tx: Transaction, organizationId: string, email: string): Promise<void> {
  const known = await tx.membership.count({
    where: { organizationId, user: { email: { equals: email, mode: 'insensitive' } } },
  });
  if (known > 0) throw problems.conflict('This person is a member already.');
}

// One open invitation for an address: one that has expired makes room for the new one.
async function clearFormer(tx: Transaction, organizationId: string, email: string, now: Date): Promise<void> {
  const former = await tx.invitation.findFirst({
    where: {
      organizationId,
      email: { equals: email, mode: 'insensitive' },
      acceptedAt: null,
      revokedAt: null,
    },
  });
  if (!former) return;
  if (invitationState(former, now) === 'open')
    throw problems.conflict('There is an open invitation for this address. You can send its mail again.');
  await tx.invitation.update({
    where: { organizationId_id: { organizationId, id: former.id } },
    data: { revokedAt: now },
  });
  await freeSeat(tx, organizationId, former.id);
}
