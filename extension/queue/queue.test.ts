import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FlushParts, flush } from './flush';
import type { QueueItem } from './queue-item';
import { added, afterSending, nextDue, nextWakeAt, type Sent, triedAgain } from './queue-state';

const problem = { error: 'quota_exceeded', detail: 'You have used 10 of 10.' };

function item(id: string, rest: Partial<QueueItem> = {}): QueueItem {
  return {
    id,
    userId: 'nora',
    job: { title: id, company: 'Halcyon Maps', status: 'saved' },
    queuedAt: 0,
    attempts: 0,
    nextAttemptAt: 0,
    notBefore: 0,
    refusal: null,
    ...rest,
  };
}

describe('what is sent next', () => {
  it('is the oldest that is due, of the person who is connected', () => {
    const items = [
      item('of another', { userId: 'ada' }),
      item('refused', { refusal: problem }),
      item('later', { nextAttemptAt: 100 }),
      item('due'),
      item('also due'),
    ];
    expect(nextDue(items, 'nora', 50)?.id).toBe('due');
    expect(nextDue(items, 'ada', 50)?.id).toBe('of another');
    expect(nextDue(items, 'eve', 50)).toBeUndefined();
  });

  it('may be hurried by the person, but not against the site', () => {
    const items = [item('told', { notBefore: 100 }), item('paused', { nextAttemptAt: 100 })];
    expect(nextDue(items, 'nora', 50)).toBeUndefined();
    expect(nextDue(items, 'nora', 50, { hurry: true })?.id).toBe('paused');
  });
});

describe('another job', () => {
  const at = (id: string, url: string | null, rest: Partial<QueueItem> = {}) =>
    item(id, { job: { ...item(id).job, url }, ...rest });
  const linkedin = 'https://www.linkedin.com/jobs/view/3712345678/';
  const same = 'https://de.linkedin.com/jobs/view/x-3712345678';
  const idsOf = (items: readonly QueueItem[]) => items.map(({ id }) => id);

  it('takes the place of what was refused of the same posting, and of what it corrects', () => {
    const items = [
      at('a', linkedin, { refusal: problem }),
      at('b', null, { refusal: problem }),
      at('c', null),
    ];
    const first = added(items, at('new', same), 'b');
    expect([idsOf(first.items), first.id]).toEqual([['c', 'new'], 'new']);
  });

  it('is the one that is on its way already, where that is of the same posting and person', () => {
    const items = [at('a', linkedin)];
    expect(added(items, at('new', same), undefined)).toEqual({ items, id: 'a' });
    expect(added(items, at('new', same, { userId: 'ada' }), undefined).id).toBe('new');
    expect(added([at('a', null)], at('new', null), undefined).id).toBe('new');
  });

  it('does not wait with two hundred others', () => {
    const items = Array.from({ length: 200 }, (_, at) => item(`job ${at}`));
    expect(added(items, item('new'), undefined)).toEqual({ items, id: undefined });
    expect(added(items, item('new'), 'job 7').items).toHaveLength(200);
  });
});

describe('an answer', () => {
  it('that it is saved takes the item out', () => {
    expect(afterSending([item('a'), item('b')], 'a', { kind: 'saved', job: null }, 0)).toEqual([item('b')]);
  });

  it('that it is refused keeps it for the person, who may have it tried again', () => {
    const refused = afterSending([item('a')], 'a', { kind: 'refused', problem }, 0);
    expect(refused).toMatchObject([{ id: 'a', refusal: problem }]);
    expect(nextDue(refused, 'nora', 1e15, { hurry: true })).toBeUndefined();
    expect(nextWakeAt(refused, 'nora')).toBeUndefined();
    expect(nextDue(triedAgain(refused, 'a'), 'nora', 0)?.id).toBe('a');
  });

  it('that did not come is waited for longer each time, up to an hour', () => {
    let items = [item('a')];
    const pauses = Array.from({ length: 10 }, () => {
      items = afterSending(items, 'a', { kind: 'later', waitMs: null }, 1000);
      return ((nextWakeAt(items, 'nora') ?? 0) - 1000) / 1000;
    });
    expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
  });

  it('that says how long to wait is obeyed', () => {
    const items = afterSending([item('a')], 'a', { kind: 'later', waitMs: 600_000 }, 1000);
    expect(nextWakeAt(items, 'nora')).toBe(601_000);
  });

  it('to an item that was discarded meanwhile brings nothing back', () => {
    for (const sent of [
      { kind: 'refused', problem },
      { kind: 'later', waitMs: null },
    ] satisfies Sent[])
      expect(afterSending([item('b')], 'a', sent, 0)).toEqual([item('b')]);
  });
});

describe('whatever happens on the way', () => {
  /** What the network does with one sending: the site may have saved it though its answer was lost. */
  const fate = fc.constantFrom(
    'answered',
    'lost before',
    'lost after',
    'killed before',
    'killed after',
    'signed out',
  );
  const plan = fc.record({
    fates: fc.array(fate, { maxLength: 40 }),
    count: fc.integer({ min: 1, max: 6 }),
    limit: fc.integer({ min: 0, max: 6 }),
    runsAtOnce: fc.integer({ min: 1, max: 3 }),
  });

  it('each job is saved once or refused, and none is lost', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async ({ fates, count, limit, runsAtOnce }) => {
        const all = Array.from({ length: count }, (_, at) => item(`job ${at}`));
        const site = new Map<string, string>();
        const browser = { queue: [...all], now: 0, connected: true };
        const comes = [...fates];
        const parts: FlushParts = {
          userId: async () => (browser.connected ? 'nora' : undefined),
          read: async () => browser.queue,
          update: async (change) => {
            browser.queue = [...change(browser.queue)];
          },
          now: () => browser.now,
          onSent: async () => {},
          send: async ({ id, job }) => {
            const fate = comes.shift() ?? 'answered';
            if (fate === 'killed before') throw new Error('killed');
            if (fate === 'lost before') return { kind: 'later', waitMs: null };
            if (fate === 'signed out') {
              browser.connected = false;
              return { kind: 'signed_out' };
            }
            const isNew = !site.has(id);
            if (isNew && site.size >= limit) return { kind: 'refused', problem };
            if (isNew) site.set(id, job.title);
            if (fate === 'killed after') throw new Error('killed');
            if (fate === 'lost after') return { kind: 'later', waitMs: null };
            return { kind: 'saved', job: null };
          },
        };
        // As the browser's lock does: one after the other.
        let lock: Promise<void> = Promise.resolve();
        const run = () => {
          lock = lock.then(() => flush(parts).catch(() => {}));
          return lock;
        };
        for (let round = 0; round < fates.length + 2; round += 1) {
          browser.connected = true;
          browser.now += 4_000_000;
          await Promise.all(Array.from({ length: runsAtOnce }, run));
        }
        const refused = browser.queue.filter(({ refusal }) => refusal !== null).map(({ id }) => id);
        expect(browser.queue).toHaveLength(refused.length);
        expect([...site.keys(), ...refused].sort()).toEqual(all.map(({ id }) => id).sort());
        expect(site.size).toBe(Math.min(count, limit));
      }),
      { numRuns: 300 },
    );
  }, 30_000);
});
