'use client';

import { useEffect, useRef, useState } from 'react';
import { readJobAction } from '@/app/(app)/jobs/[id]/actions';
import { changeJobAction } from '@/app/(app)/jobs/actions';
import type { SavedJob } from '@/lib/jobs/schema';
import { callAction } from '../../calls/call-action';
import type { Refusal } from '../../calls/refusal';
import { baseOf, type NotesBase, saveNotes } from './save-notes';

type Draft = {
  text: string;
  base: NotesBase;
  state: 'resting' | 'saving' | 'saved';
  /** Why the last attempt failed. */
  problem: Refusal | null;
  /** What somebody else wrote meanwhile; nothing is saved until the person has decided. */
  theirs: NotesBase | null;
};

/** Milliseconds that typing must rest before the notes are saved. */
const REST_MS = 1200;

/**
 * Notes that save themselves: once typing rests, and when the field is left. One attempt runs at a time; what is typed
 * meanwhile is saved after it. What another tab has written is never overwritten unasked.
 */
export function useNotes(job: SavedJob) {
  const [draft, setDraft] = useState<Draft>(() => ({
    text: job.notes ?? '',
    base: baseOf(job),
    state: 'resting',
    problem: null,
    theirs: null,
  }));
  // What an attempt under way must see is newer than what was rendered when it began.
  const latest = useRef(draft);
  const isSaving = useRef(false);
  const update = (patch: Partial<Draft>) => {
    latest.current = { ...latest.current, ...patch };
    setDraft(latest.current);
  };

  const save = async () => {
    if (isSaving.current) return;
    isSaving.current = true;
    while (isDirty(latest.current) && latest.current.theirs === null) {
      const { text, base } = latest.current;
      update({ state: 'saving', problem: null });
      const outcome = await saveNotes(
        {
          write: (notes, expectedUpdatedAt) =>
            callAction(() => changeJobAction(job.id, { notes, expectedUpdatedAt })),
          read: () => callAction(() => readJobAction(job.id)),
        },
        text,
        base,
      );
      if (outcome.kind === 'saved') {
        update({ state: 'saved', base: outcome.base });
      } else {
        const { kind } = outcome;
        update({
          state: 'resting',
          ...(kind === 'conflict' ? { theirs: outcome.theirs } : { problem: outcome.problem }),
        });
        break;
      }
    }
    isSaving.current = false;
  };

  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });

  const { text, base } = draft;
  const dirty = isDirty(draft);
  useEffect(() => {
    if (text.trim() === base.notes) return;
    const timer = setTimeout(() => latestSave.current(), REST_MS);
    return () => clearTimeout(timer);
  }, [text, base.notes]);

  // The page came anew. Whoever has not typed sees what is there now; whoever has keeps their text, and with the base
  // that it was written from, unless only something else of the job was changed.
  useEffect(() => {
    const { current } = latest;
    const fresh = baseOf({ notes: job.notes, updatedAt: job.updatedAt });
    if (isSaving.current || fresh.updatedAt < current.base.updatedAt) return;
    const patch = isDirty(current)
      ? fresh.notes === current.base.notes
        ? { base: fresh }
        : {}
      : { base: fresh, text: fresh.notes };
    latest.current = { ...current, ...patch };
    setDraft(latest.current);
  }, [job.notes, job.updatedAt]);

  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);

  return {
    ...draft,
    dirty,
    write: (next: string) => update({ text: next, problem: null }),
    save: () => latestSave.current(),
    keepMine: () => {
      const { theirs } = latest.current;
      if (theirs) update({ base: theirs, theirs: null });
      latestSave.current();
    },
    takeTheirs: () => {
      const { theirs } = latest.current;
      if (theirs) update({ base: theirs, text: theirs.notes, theirs: null, state: 'resting' });
    },
  };
}

function isDirty({ text, base }: Draft): boolean {
  return text.trim() !== base.notes;
}
