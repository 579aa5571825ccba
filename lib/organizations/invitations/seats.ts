import { z } from 'zod';
import { type MembershipRole, Prisma, type Transaction } from '@/lib/db';
import { flagInForce } from '@/lib/flags';
import { type ProblemError, problems } from '@/lib/http';

/**
 * Holds a seat for an invitation for as long as it is open, or longer when it holds one already. It counts from now on as a
 * member would, and is free again by itself when the time is over.
 * Precondition: `tx` holds the organization's lock and writes the invitation.
 * @throws ProblemError 402 `quota_exceeded` when members and open invitations have all seats
 */
export async function holdSeat(
  tx: Transaction,
  organizationId: string,
  invitationId: string,
  until: Date,
): Promise<void> {
  const answer = await ask(
    tx,
    Prisma.sql`app.hold_seat(${organizationId}::uuid, ${seatKey(invitationId)}, ${until}::timestamptz, ${isEnforced()})`,
  );
  if (answer.refused) throw allTaken(answer.refused);
}

/** Gives a seat back that an invitation held; nothing happens when it holds none any more. Precondition as of {@link holdSeat}. */
export async function freeSeat(tx: Transaction, organizationId: string, invitationId: string): Promise<void> {
  await ask(tx, Prisma.sql`app.release_usage(${organizationId}::uuid, ${seatKey(invitationId)})`);
}

/**
 * Makes a member of who accepts an invitation, in the seat that it held. Precondition as of {@link holdSeat}.
 * @throws ProblemError 402 `quota_exceeded` when the limit has come down since, and members alone have all seats
 */
export async function takeSeat(
  tx: Transaction,
  organizationId: string,
  { invitationId, userId, role }: { invitationId: string; userId: string; role: MembershipRole },
): Promise<void> {
  const answer = await ask(
    tx,
    Prisma.sql`app.take_seat(${organizationId}::uuid, ${userId}::uuid, ${role}::app.membership_role,
      ${seatKey(invitationId)}, ${isEnforced()})`,
  );
  if (answer.refused) throw allTaken({ ...answer.refused, reserved: 0 });
}

const isEnforced = () => flagInForce('FF_BILLING_ENFORCEMENT_ENABLED');

function seatKey(invitationId: string): string {
  return `invitation:${invitationId}`;
}

async function ask(tx: Transaction, call: Prisma.Sql): Promise<z.infer<typeof answerSchema>> {
  const [row] = await tx.$queryRaw<{ answer: unknown }[]>`select ${call} as answer`;
  return answerSchema.parse(row?.answer);
}

const answerSchema = z.object({
  outcome: z.string(),
  refused: z.object({ used: z.number(), reserved: z.number(), limit: z.number().nullable() }).optional(),
});

// Whoever is at the limit has to see what holds the seats: of a person invited nothing else tells that they count.
function allTaken(seats: { used: number; reserved: number; limit: number | null }): ProblemError {
  const { used, reserved, limit } = seats;
  const members = `${used} ${used === 1 ? 'member' : 'members'}`;
  const invited =
    reserved > 0 ? ` and ${reserved} open ${reserved === 1 ? 'invitation' : 'invitations'}` : '';
  return problems.quotaExceeded({
    metric: 'seats',
    current: used + reserved,
    limit: limit ?? 0,
    resetsAt: null,
    detail: `All ${limit ?? 0} seats are taken, by ${members}${invited}.`,
  });
}
