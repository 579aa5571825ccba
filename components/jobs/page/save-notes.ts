import type { SavedJob } from '@/lib/jobs/schema';
import type { Outcome } from '../../calls/call-action';
import type { Refusal } from '../../calls/refusal';

/** The notes that a text was written from: `notes` as the server has them, and the version of the job. */
export type NotesBase = { notes: string; updatedAt: string };

/** What came of saving: done, refused because somebody else wrote notes meanwhile, or failed. */
export type NotesOutcome =
  | { kind: 'saved'; base: NotesBase }
  | { kind: 'conflict'; theirs: NotesBase }
  | { kind: 'failed'; problem: Refusal };

type Server = {
  /** Writes if the job is still of this version; `conflict` otherwise. */
  write: (notes: string, expectedUpdatedAt: string) => Promise<Outcome<SavedJob>>;
  read: () => Promise<Outcome<SavedJob>>;
};

/**
 * Saves notes without overwriting what somebody else has written since they were read. The version is the whole job's:
 * where another field was changed, such as the status, and the notes are still those of `base`, it is tried again.
 */
export async function saveNotes(server: Server, text: string, base: NotesBase): Promise<NotesOutcome> {
  let { updatedAt } = base;
  for (let tries = 0; ; tries++) {
    const written = await server.write(text, updatedAt);
    if (written.ok) return { kind: 'saved', base: baseOf(written.data) };
    if (written.problem.error !== 'conflict' || tries === TRIES_MAX)
      return { kind: 'failed', problem: written.problem };
    const read = await server.read();
    if (!read.ok) return { kind: 'failed', problem: read.problem };
    const now = baseOf(read.data);
    if (now.notes === text.trim()) return { kind: 'saved', base: now };
    if (now.notes !== base.notes) return { kind: 'conflict', theirs: now };
    updatedAt = now.updatedAt;
  }
}

/** The notes of a job as what a text is written from. */
export function baseOf({ notes, updatedAt }: Pick<SavedJob, 'notes' | 'updatedAt'>): NotesBase {
  return { notes: notes ?? '', updatedAt };
}

const TRIES_MAX = 4;
