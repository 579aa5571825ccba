import { canonicalUrl } from '@/lib/capture';
import type { ApiProblem } from '../api/call-api';
import type { QueueItem, SavedRef } from './queue-item';

/** What came of sending an item. `job` is null when it is saved and nobody said as what. */
export type Sent =
  | { kind: 'saved'; job: SavedRef | null }
  | { kind: 'refused'; problem: ApiProblem }
  /** Not decided: no network, too many requests, a fault. `waitMs` is what the site asked for. */
  | { kind: 'later'; waitMs: number | null }
  | { kind: 'signed_out' };

/** More than this does not wait; whoever has saved so much without a network is told. */
export const queueLengthMax = 200;

/**
 * The queue with another item. What was refused of the same posting is given up for it, as is `replaces`, or both would be
 * saved in the end; and while the same posting is on its way already, it stays with that.
 * @returns `id` of the item that stands for the posting now; undefined when nothing more can wait
 */
export function added(
  items: readonly QueueItem[],
  item: QueueItem,
  replaces: string | undefined,
): { items: readonly QueueItem[]; id: string | undefined } {
  const same = items.filter((each) => each.userId === item.userId && isSamePosting(each, item));
  const onItsWay = same.find(({ refusal }) => refusal === null);
  if (onItsWay) return { items, id: onItsWay.id };
  const kept = items.filter((each) => each.id !== replaces && !same.includes(each));
  if (kept.length >= queueLengthMax) return { items, id: undefined };
  return { items: [...kept, item], id: item.id };
}

/** The next item to send: the oldest of this person that is due and was not refused. */
export function nextDue(
  items: readonly QueueItem[],
  userId: string,
  now: number,
  { hurry = false }: { hurry?: boolean } = {},
): QueueItem | undefined {
  return items.find(
    (item) =>
      item.userId === userId &&
      item.refusal === null &&
      item.notBefore <= now &&
      (hurry || item.nextAttemptAt <= now),
  );
}

/** The queue after an item was sent. An item that was discarded meanwhile stays so. */
export function afterSending(items: readonly QueueItem[], id: string, sent: Sent, now: number): QueueItem[] {
  if (sent.kind === 'saved') return items.filter((item) => item.id !== id);
  return items.map((item) => (item.id === id ? { ...item, ...changeBy(sent, item, now) } : item));
}

/** Milliseconds since 1970 at which something is to be tried by itself; undefined when nothing is. */
export function nextWakeAt(items: readonly QueueItem[], userId: string): number | undefined {
  const times = items
    .filter((item) => item.userId === userId && item.refusal === null)
    .map((item) => Math.max(item.nextAttemptAt, item.notBefore));
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** The queue with a refused item to be tried again, unchanged and so under its own key. */
export function triedAgain(items: readonly QueueItem[], id: string): QueueItem[] {
  return items.map((item) => (item.id === id ? { ...item, refusal: null, nextAttemptAt: 0 } : item));
}

function changeBy(sent: Exclude<Sent, { kind: 'saved' }>, item: QueueItem, now: number): Partial<QueueItem> {
  if (sent.kind === 'refused') return { refusal: sent.problem, attempts: item.attempts + 1 };
  if (sent.kind === 'signed_out') return {};
  return {
    attempts: item.attempts + 1,
    nextAttemptAt: now + pauseAfter(item.attempts),
    ...(sent.waitMs === null ? {} : { notBefore: now + sent.waitMs }),
  };
}

function isSamePosting(one: QueueItem, other: QueueItem): boolean {
  return one.job.url && other.job.url ? canonicalUrl(one.job.url) === canonicalUrl(other.job.url) : false;
}

// Half a minute, the shortest that an alarm of the browser may be, doubled to an hour.
function pauseAfter(attempts: number): number {
  return Math.min(30_000 * 2 ** attempts, 3_600_000);
}
