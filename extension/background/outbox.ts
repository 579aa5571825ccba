import { browser } from 'wxt/browser';
import { readConnection } from '../connection/stored-connection';
import type { Saving } from '../messages';
import { flush } from '../queue/flush';
import type { QueueItem, SavedRef } from '../queue/queue-item';
import { added, nextWakeAt, triedAgain } from '../queue/queue-state';
import { sendItem } from '../queue/send-item';
import { readQueue, updateQueue } from '../queue/stored-queue';
import { showQueueBadge } from '../saved/badge';
import { knownSaved, noteSaved } from '../saved/known-saved';

/** The alarm that wakes the extension when something is to be tried again. */
export const flushAlarm = 'flush';

/** What was saved while this background runs, by item: for whoever asked and waits for the answer. */
const sent = new Map<string, SavedRef | null>();

/**
 * Saves a job: it is in the queue, on this device's disk, before anything is sent, and leaves it with a definite answer.
 * Of two popups for the same posting the later one gets what became of the first.
 * @param replaces a refused item that is given up for this one
 * @param again whether the person knows that the posting is saved, and wants it a second time
 */
export async function save(
  job: QueueItem['job'],
  { replaces, again = false }: { replaces?: string | undefined; again?: boolean | undefined } = {},
): Promise<Saving> {
  const connection = await readConnection();
  if (!connection) return { state: 'signed_out' };
  const item: QueueItem = {
    id: crypto.randomUUID(),
    userId: connection.user.id,
    job,
    queuedAt: Date.now(),
    attempts: 0,
    nextAttemptAt: 0,
    notBefore: 0,
    refusal: null,
  };
  let id: string | undefined;
  let known: SavedRef | undefined;
  await updateQueue(async (items) => {
    known = job.url && !again ? await knownSaved(job.url) : undefined;
    if (known) return items;
    const outcome = added(items, item, replaces);
    id = outcome.id;
    return outcome.items;
  });
  if (known) return { state: 'saved', job: known };
  if (id === undefined) return { state: 'full' };
  await sendWaiting();
  return outcomeOf(id);
}

/** Tries a refused item again as it is. */
export async function retry(id: string): Promise<void> {
  await updateQueue((items) => triedAgain(items, id));
  await sendWaiting({ hurry: true });
}

/** Gives an item up. */
export async function discard(id: string): Promise<void> {
  await updateQueue((items) => items.filter((item) => item.id !== id));
  await showQueueBadge();
}

/** Sends what waits; of several calls one sends at a time, and each one's items are sent when it returns. */
export async function sendWaiting(options: { hurry?: boolean } = {}): Promise<void> {
  await navigator.locks.request('flush', () =>
    flush(
      {
        userId: async () => (await readConnection())?.user.id,
        read: readQueue,
        update: updateQueue,
        send: sendItem,
        now: Date.now,
        onSent: async ({ id, job }, outcome) => {
          if (outcome.kind !== 'saved') return;
          sent.set(id, outcome.job);
          if (job.url && outcome.job) await noteSaved(job.url, outcome.job);
        },
      },
      options,
    ),
  );
  await Promise.all([setAlarm(), showQueueBadge()]);
}

async function outcomeOf(id: string): Promise<Saving> {
  const item = (await readQueue()).find((each) => each.id === id);
  if (!item) return { state: 'saved', job: sent.get(id) ?? null };
  if (item.refusal) return { state: 'refused', id, problem: item.refusal };
  return { state: 'waiting', id, until: item.notBefore };
}

// While this background sleeps nothing else would wake it.
async function setAlarm(): Promise<void> {
  const userId = (await readConnection())?.user.id;
  const at = userId === undefined ? undefined : nextWakeAt(await readQueue(), userId);
  if (at === undefined) await browser.alarms.clear(flushAlarm);
  else
    await browser.alarms.create(flushAlarm, { when: Math.max(at, Date.now() + 30_000), periodInMinutes: 5 });
}
