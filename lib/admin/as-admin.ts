import { type AuditAction, type AuditActor, type AuditTarget, recordAudit } from '@/lib/audit';
import { type Admin, requireAdminIn } from '@/lib/auth';
import { asService, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';

/** What an admin does, to what and why. */
export type Deed = {
  /** Listed in lib/audit. Also the reason of the service work. */
  action: AuditAction;
  target: AuditTarget;
  /** In whose part of the log it is to be seen, too. */
  organizationId?: string | null;
  /** The person it concerns. */
  userId?: string | null;
  /** Why, in the admin's own words: required, and shown to whoever asks later. */
  reason: string;
  /** The event that this takes back. */
  undoes?: string | null;
};

/** How the target was before and is after; what differs is kept. */
export type Change = { before?: Record<string, unknown> | null; after?: Record<string, unknown> | null };

/** What came of work that an admin does. */
export type Done<T> = {
  answer: T;
  /** Null where nothing changed, and nothing is recorded. */
  change: Change | null;
  /** What the target is called. */
  label?: string;
  /** Of the deed what only the work could find out. */
  found?: Partial<Pick<Deed, 'target' | 'organizationId' | 'userId'>>;
  /** As whom the admin acts, where that is what the deed is about. */
  impersonation?: AuditActor['impersonation'];
};

/** Characters that a reason may have. */
export const REASON_MAX = 500;

/**
 * Does what only an admin may: in one transaction that first makes sure that they still are one, then does the work, then
 * records it. Whatever throws leaves neither.
 * @param work see {@link Done}
 * @returns what `work` said, and the id of the event
 * @throws ProblemError 404 for who is no admin any more, 422 without a reason
 */
export async function asAdmin<T>(
  admin: Admin,
  deed: Deed,
  work: (tx: Transaction) => Promise<Done<T>>,
): Promise<{ answer: T; eventId: string | null }> {
  requireReason(deed.reason);
  return asService(`admin.${deed.action}`, (tx) => asAdminIn(tx, admin, deed, work));
}

/** {@link asAdmin} within a service transaction that was begun for it already, such as one that holds a lock. */
export async function asAdminIn<T>(
  tx: Transaction,
  admin: Admin,
  deed: Deed,
  work: (tx: Transaction) => Promise<Done<T>>,
): Promise<{ answer: T; eventId: string | null }> {
  const reason = requireReason(deed.reason);
  const { userId, email } = await requireAdminIn(tx, admin);
  const { answer, change, label, found, impersonation } = await work(tx);
  if (!change) return { answer, eventId: null };
  const actor: AuditActor = { id: userId, email, via: 'console', ...(impersonation && { impersonation }) };
  const known = { ...deed, ...found };
  const target = label === undefined ? known.target : { ...known.target, label };
  const eventId = await recordAudit(tx, { ...known, ...change, target, actor, reason });
  return { answer, eventId };
}

/** @throws ProblemError 422 for a reason that says nothing or too much */
export function requireReason(text: string): string {
  const reason = text.trim();
  if (reason.length >= 3 && reason.length <= REASON_MAX) return reason;
  const message = `Say why, in 3 to ${REASON_MAX} characters`;
  throw problems.invalid(`${message}.`, [{ path: 'reason', message }]);
}
