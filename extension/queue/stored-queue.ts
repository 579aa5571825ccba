import { browser } from 'wxt/browser';
import { type QueueItem, queueItemSchema } from './queue-item';

/** Where it is kept in the storage of this browser, which a restart does not empty. */
export const queueKey = 'queue';

/** The queue, oldest first. What cannot be read is left out and stays where it is until the next change. */
export async function readQueue(): Promise<QueueItem[]> {
  const stored = await browser.storage.local.get(queueKey);
  return queueIn(stored[queueKey]);
}

/** A stored queue, whatever is stored. */
export function queueIn(stored: unknown): QueueItem[] {
  return (Array.isArray(stored) ? stored : []).flatMap((each) => {
    const item = queueItemSchema.safeParse(each);
    return item.success ? [item.data] : [];
  });
}

/** Changes the queue: of two changes at once, by whichever page of the extension, the second sees what the first made. */
export async function updateQueue(
  change: (items: readonly QueueItem[]) => readonly QueueItem[] | Promise<readonly QueueItem[]>,
): Promise<void> {
  await navigator.locks.request('queue', async () => {
    await browser.storage.local.set({ [queueKey]: await change(await readQueue()) });
  });
}
