import type { QueueItem } from './queue-item';
import { afterSending, nextDue, type Sent } from './queue-state';

/** What sending needs; the browser's in the extension, a model's in the tests. */
export type FlushParts = {
  /** Of whom items are sent; undefined when nobody is connected. */
  userId: () => Promise<string | undefined>;
  read: () => Promise<readonly QueueItem[]>;
  /** Changes the stored queue, one change after the other. */
  update: (change: (items: readonly QueueItem[]) => readonly QueueItem[]) => Promise<void>;
  send: (item: QueueItem) => Promise<Sent>;
  onSent: (item: QueueItem, sent: Sent) => Promise<void>;
  now: () => number;
};

/**
 * Sends what is due, one after the other, until nothing is or the site cannot be had. Precondition: nobody else runs it,
 * which a lock sees to; it may be killed at any point, and the next run sends what has no answer yet under its own key.
 */
export async function flush(parts: FlushParts, { hurry = false }: { hurry?: boolean } = {}): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const userId = await parts.userId();
    if (userId === undefined) return;
    const left = (await parts.read()).filter(({ id }) => !tried.has(id));
    const item = nextDue(left, userId, parts.now(), { hurry });
    if (!item) return;
    tried.add(item.id);
    const sent = await parts.send(item);
    // First that it is known, then that it is gone: in between it would be neither, and could be saved again.
    await parts.onSent(item, sent);
    await parts.update((items) => afterSending(items, item.id, sent, parts.now()));
    // What stopped this one would stop the others.
    if (sent.kind === 'later' || sent.kind === 'signed_out') return;
  }
}
