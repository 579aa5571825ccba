import { z } from 'zod';
import type { AuditAction } from '@/lib/audit';
import { asService, type Transaction } from '@/lib/db';
import { recordOwn } from './record-own';

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
  /** On what, as its session is listed, and until when (ISO 8601). */
  z.object({
    kind: z.literal('extension_connected'),
    facts: z.object({ device: z.string(), until: z.iso.datetime() }),
  }),
  /** By an admin; mailed to the address that it had. Until then it can be brought back. */
  z.object({
    kind: z.literal('account_deleted'),
    facts: z.object({ email: z.string(), until: z.iso.datetime() }),
  }),
  z.object({ kind: z.literal('account_restored') }),
  /** Somebody of support acts as the person: since when, and until when at most (ISO 8601). Why is told to whoever asks support. */
  z.object({
    kind: z.literal('support_looks'),
    facts: z.object({ since: z.iso.datetime(), until: z.iso.datetime() }),
  }),
  /** They may change things from now on. */
  z.object({ kind: z.literal('support_changes'), facts: z.object({ until: z.iso.datetime() }) }),
]);

/** See {@link accountNoticeSchema}. */
export type AccountNotice = z.infer<typeof accountNoticeSchema>;

/** What a person does about how they sign in: each is mailed to them and recorded. */
export type OwnChange = Extract<AccountNotice, { kind: keyof typeof ownChanges }>;

const ownChanges = {
  second_factor_added: 'second_factor.turned_on',
  second_factor_removed: 'second_factor.turned_off',
  recovery_code_used: 'second_factor.recovery_code_used',
  recovery_codes_replaced: 'second_factor.recovery_codes_replaced',
  second_factor_guessed: 'second_factor.guessed',
  password_changed: 'account.password_changed',
  email_change_asked: 'account.email_change_asked',
  google_connected: 'account.google_connected',
  google_disconnected: 'account.google_disconnected',
} as const satisfies Partial<Record<AccountNotice['kind'], AuditAction>>;

/** {@link noteOwnChangeIn} by itself, for what was done at Supabase a moment ago: a kill in between leaves it unsaid. */
export function noteOwnChange(userId: string, change: OwnChange): Promise<void> {
  return asService('auth.own-change', (tx) => noteOwnChangeIn(tx, userId, change));
}

/**
 * Notes what a person did about how they sign in, to be mailed to them, and records it. Nobody else does these things in
 * their name. Precondition: `tx` is the service work that does it, or saw that it was done; all of it commits together.
 */
export async function noteOwnChangeIn(tx: Transaction, userId: string, change: OwnChange): Promise<void> {
  await writeAccountNotice(tx, userId, change);
  const after = 'facts' in change ? change.facts : null;
  await recordOwn(tx, userId, ownChanges[change.kind], { after });
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
