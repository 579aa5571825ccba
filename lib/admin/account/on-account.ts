import type { AuditAction, AuditTarget } from '@/lib/audit';
import type { Admin } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { asAdmin, type Change } from '../as-admin';

/**
 * What came of an action on an account. Not `changed`: it was so already, nothing was done and nothing recorded.
 * `eventId` is the event that tells of it, by which it can be taken back.
 */
export type Done = { changed: boolean; eventId: string | null };

/** What is done to an account and why; see `Deed`. Its target is the account itself unless it says another. */
export type AccountDeed = {
  action: AuditAction;
  reason: string;
  /** The event that this takes back; it comes from a browser. */
  undoes?: string | undefined;
  target?: AuditTarget;
  organizationId?: string;
};

/** How the account was and is, and what it is called; null where there was nothing to do. */
export type Changed = { change: Change; label: string } | null;

/**
 * Does something to a person's account as an admin: `asAdmin`, recorded where the person's other events are.
 * @throws ProblemError as of `asAdmin`; 422 for what is to be undone and was done to another account
 */
export async function onAccount(
  admin: Admin,
  userId: string,
  { action, reason, undoes, target, organizationId }: AccountDeed,
  work: (tx: Transaction) => Promise<Changed>,
): Promise<Done> {
  const deed = {
    action,
    reason,
    userId,
    target: target ?? { kind: 'user', id: userId },
    organizationId: organizationId ?? null,
    undoes: undoes ?? null,
  };
  const { eventId } = await asAdmin(admin, deed, async (tx) => {
    if (undoes !== undefined) await requireEventOf(tx, userId, undoes);
    const done = await work(tx);
    return done ? { answer: null, ...done } : { answer: null, change: null };
  });
  return { changed: eventId !== null, eventId };
}

async function requireEventOf(tx: Transaction, userId: string, eventId: string): Promise<void> {
  const found = await tx.auditEvent.count({ where: { id: eventId, userId } });
  if (found === 0) throw problems.invalid('What is to be undone was not done to this account.');
}
