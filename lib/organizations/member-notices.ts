import { z } from 'zod';
import type { MemberNoticeKind, Transaction } from '@/lib/db';

/** The PostgreSQL channel on which the worker hears that there is something to mail to somebody. */
export const MEMBER_NOTICE_CHANNEL = 'foothold_member_notices';

/** What the mail about a change of owners needs to know, as it was then. */
export const transferFactsSchema = z.object({ from: z.string(), to: z.string(), toUserId: z.uuid() });

type Noted =
  | { kind: 'invited'; invitationId: string }
  | { kind: Exclude<MemberNoticeKind, 'invited'>; userId: string; facts?: Record<string, string> };

/** Notes in the transaction of what happened that somebody is to be mailed about it, and wakes the worker with its commit. */
export async function noteForMember(
  tx: Transaction,
  { organizationId, ...noted }: Noted & { organizationId: string },
): Promise<void> {
  await tx.memberNotice.create({ data: { organizationId, ...noted } });
  await tx.$executeRaw`select pg_notify(${MEMBER_NOTICE_CHANNEL}, '')`;
}
