import { expect, test } from 'vitest';
import type { SavedJob } from '@/lib/jobs/schema';
import { baseOf, saveNotes } from './save-notes';

test('given nobody else, the notes are written', async () => {
  const server = serverWith({ notes: 'Old' });
  expect(await saveNotes(server, 'New', server.base())).toEqual({ kind: 'saved', base: server.base() });
  expect(server.base().notes).toBe('New');
});

test('given that something else of the job was changed, the notes are written all the same', async () => {
  const server = serverWith({ notes: 'Old' });
  const base = server.base();
  server.change({ status: 'applied' });
  expect(await saveNotes(server, 'New', base)).toMatchObject({ kind: 'saved' });
  expect(server.base().notes).toBe('New');
});

test('given that somebody else wrote notes, theirs stay and are told', async () => {
  const server = serverWith({ notes: 'Old' });
  const base = server.base();
  server.change({ notes: 'Theirs' });
  expect(await saveNotes(server, 'Mine', base)).toEqual({ kind: 'conflict', theirs: server.base() });
  expect(server.base().notes).toBe('Theirs');
});

test('given that somebody else wrote the same, it is saved already', async () => {
  const server = serverWith({ notes: null });
  const base = server.base();
  server.change({ notes: 'Same' });
  expect(await saveNotes(server, ' Same ', base)).toEqual({ kind: 'saved', base: server.base() });
});

test('given a job that changes at each attempt, it gives up and says why', async () => {
  const server = serverWith({ notes: 'Old' });
  const base = server.base();
  server.change({ status: 'applied' });
  const busy = {
    ...server,
    read: async () => {
      const read = await server.read();
      server.change({ status: 'offer' });
      return read;
    },
  };
  expect(await saveNotes(busy, 'New', base)).toMatchObject({
    kind: 'failed',
    problem: { error: 'conflict' },
  });
});

test('given no connection, it fails with the reason', async () => {
  const server = serverWith({ notes: 'Old' });
  const problem = { error: 'unavailable', title: 'No connection', detail: 'Try again.' };
  const down = { ...server, write: async () => ({ ok: false as const, problem }) };
  expect(await saveNotes(down, 'New', server.base())).toEqual({ kind: 'failed', problem });
});

/** A server of one job, which counts its versions up. */
function serverWith(fields: { notes: string | null }) {
  let version = 1;
  let job: Partial<SavedJob> & { notes: string | null } = { ...fields };
  const saved = () =>
    ({ ...job, updatedAt: `v${version}` }) as Pick<SavedJob, 'notes' | 'updatedAt'> as SavedJob;
  const change = (patch: Partial<SavedJob>) => {
    job = { ...job, ...patch };
    version++;
  };
  return {
    change,
    base: () => baseOf(saved()),
    read: async () => ({ ok: true as const, data: saved() }),
    write: async (notes: string, expected: string) => {
      if (expected !== `v${version}`)
        return { ok: false as const, problem: { error: 'conflict', title: 'Conflict', detail: '' } };
      change({ notes: notes.trim() || null });
      return { ok: true as const, data: saved() };
    },
  };
}
