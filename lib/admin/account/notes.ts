import type { Admin } from '@/lib/auth';
import type { Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { labelOf } from './label-of';
import { type Done, onAccount } from './on-account';
import type { Note } from './schema';

/** Characters that a note may have. */
export const NOTE_MAX = 5_000;

const SHOWN_MAX = 100;

/** The notes about a person that were not removed, newest first. */
export async function notesAbout(tx: Transaction, userId: string): Promise<Note[]> {
  const rows = await tx.adminNote.findMany({
    where: { userId, removedAt: null },
    orderBy: { id: 'desc' },
    select: { id: true, body: true, authorEmail: true, createdAt: true },
    take: SHOWN_MAX,
  });
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

/**
 * Writes a note about a person, which admins alone ever see. The log tells that there is one and not what it says, so that
 * removing it removes it.
 * @throws ProblemError 404 for nobody's account, 422 for a note without text or with too much
 */
export async function addNote(admin: Admin, userId: string, body: string): Promise<Done> {
  const text = body.trim();
  if (text.length === 0 || text.length > NOTE_MAX) {
    const message = `Write 1 to ${NOTE_MAX.toLocaleString('en')} characters`;
    throw problems.invalid(`${message}.`, [{ path: 'body', message }]);
  }
  const deed = { action: 'user.note_added', reason: 'The note itself.' } as const;
  return onAccount(admin, userId, deed, async (tx) => {
    const label = await labelOf(tx, userId);
    const { id } = await tx.adminNote.create({
      data: { userId, authorId: admin.userId, authorEmail: admin.email, body: text },
      select: { id: true },
    });
    return { change: { after: { noteId: id } }, label };
  });
}

/**
 * Removes a note, whoever wrote it; it is kept out of sight, so that this can be taken back. One that is removed already
 * stays so, and nothing is recorded.
 * @throws ProblemError 404 for a note that is not there or about somebody else, 422 without a reason
 */
export function removeNote(admin: Admin, userId: string, noteId: string, reason: string): Promise<Done> {
  return onAccount(admin, userId, { action: 'user.note_removed', reason }, async (tx) => {
    const label = await requireNote(tx, userId, noteId);
    const { count } = await tx.adminNote.updateMany({
      where: { userId, id: noteId, removedAt: null },
      data: { removedAt: new Date() },
    });
    return count === 0 ? null : { change: { before: { noteId } }, label };
  });
}

/**
 * Brings a removed note back. One that is there stays as it is, and nothing is recorded.
 * @param undoes the event of its removal
 * @throws ProblemError as of {@link removeNote}
 */
export function restoreNote(
  admin: Admin,
  userId: string,
  noteId: string,
  reason: string,
  undoes?: string,
): Promise<Done> {
  return onAccount(admin, userId, { action: 'user.note_restored', reason, undoes }, async (tx) => {
    const label = await requireNote(tx, userId, noteId);
    const { count } = await tx.adminNote.updateMany({
      where: { userId, id: noteId, removedAt: { not: null } },
      data: { removedAt: null },
    });
    return count === 0 ? null : { change: { after: { noteId } }, label };
  });
}

async function requireNote(tx: Transaction, userId: string, noteId: string): Promise<string> {
  const note = await tx.adminNote.findUnique({ where: { userId_id: { userId, id: noteId } } });
  if (!note) throw problems.notFound();
  return labelOf(tx, userId);
}
