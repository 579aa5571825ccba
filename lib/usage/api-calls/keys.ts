// The braces keep the keys together where Redis is spread over several machines.
const prefix = 'usage:{api_calls}';

/** The hash into which calls are counted, a field for each minute and user: see {@link fieldOf}. */
export const OPEN_KEY = `${prefix}:open`;

/** The set of the ids of hashes that were taken over and not forgotten yet. */
export const TAKEN_KEY = `${prefix}:taken`;

/** A hash that was taken over: nobody writes into it any more. */
export function takenKey(id: string): string {
  return `${prefix}:taken:${id}`;
}

/** Names the calls of a user in the minute that holds a moment. */
export function fieldOf(userId: string, at: Date): string {
  return `${Math.floor(at.getTime() / 60_000)}:${userId}`;
}

/** Reads {@link fieldOf}. `undefined` for what it did not make. */
export function minuteAndUser(field: string): { minute: Date; userId: string } | undefined {
  const [, minute, userId] = /^(\d{1,9}):([\da-f-]{36})$/.exec(field) ?? [];
  if (minute === undefined || userId === undefined) return undefined;
  return { minute: new Date(Number(minute) * 60_000), userId };
}
