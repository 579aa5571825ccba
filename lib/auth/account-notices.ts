import { z } from 'zod';
import { asService, type Transaction } from '@/lib/db';

/** The PostgreSQL channel on which workers hear that there is a mail about an account to send. */
export const ACCOUNT_NOTICE_CHANNEL = 'foothold_account_notices';

/** What a person is mailed about their own account, and what the mail needs to know. */
export const accountNoticeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('second_factor_added') }),
  z.object({ kind: z.literal('second_factor_removed') }),
  /** A recovery code stood in for the app; so many are left. */
  z.object({ kind: z.literal('recovery_code_used'), facts: z.object({ left: z.int() }) }),
  z.object({ kind: z.literal('recovery_codes_replaced') }),
  /** So many wrong codes that no more are taken for a while: whoever types them has got as far as the code. */
  z.object({ kind: z.literal('second_factor_guessed') }),
  z.object({ kind: z.literal('password_changed') }),
  /** Somebody wants another address for the account, which is to follow a link first. */
  z.object({ kind: z.literal('email_change_asked'), facts: z.object({ to: z.string() }) }),
  /** Written by a trigger, whichever way it came, and mailed to the address that it was until then. */
  z.object({ kind: z.literal('email_changed'), facts: z.object({ from: z.string(), to: z.string() }) }),
  z.object({ kind: z.literal('google_connected') }),
  z.object({ kind: z.literal('google_disconnected') }),
]);

/** See {@link accountNoticeSchema}. */
export type AccountNotice = z.infer<typeof accountNoticeSchema>;

/** {@link writeAccountNotice} by itself, for what was done at Supabase a moment ago. */
export function noteForPerson(userId: string, notice: AccountNotice): Promise<void> {
  return asService('auth.account-notice', (tx) => writeAccountNotice(tx, userId, notice));
}

/**
 * Notes what a person is to be told. Precondition: `tx` is the service work that saw the reason; both commit together.
 */
export async function writeAccountNotice(
  tx: Transaction,
  userId: string,
  notice: AccountNotice,
): Promise<void> {
  const facts = 'facts' in notice ? notice.facts : {};
  await tx.accountNotice.create({ data: { userId, kind: notice.kind, facts } });
  // Heard when the transaction commits; a notice that nobody hears is found by the sender's schedule.
  await tx.$executeRaw`select pg_notify(${ACCOUNT_NOTICE_CHANNEL}, '')`;
}
