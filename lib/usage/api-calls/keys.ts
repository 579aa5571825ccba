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
  return `${minuteOf(at)}:${userId}`;
}

/** Names the calls of an organization's keys in the minute that holds a moment. */
export function organizationFieldOf(organizationId: string, at: Date): string {
  return `${minuteOf(at)}:organization:${organizationId}`;
}

/** Whose calls a field counts: a user's, for whatever organization that user acts in, or an organization's. */
export type CountedCaller = {
  minute: Date;
  userId: string | null;
  organizationId: string | null;
};

/** Reads {@link fieldOf} and {@link organizationFieldOf}. `undefined` for what neither made. */
export function callerOf(field: string): CountedCaller | undefined {
  const [, minute, organization, id] = /^(\d{1,9}):(organization:)?([\da-f-]{36})$/.exec(field) ?? [];
  if (minute === undefined || id === undefined) return undefined;
  return {
    minute: new Date(Number(minute) * 60_000),
    userId: organization ? null : id,
    organizationId: organization ? id : null,
  };
}

function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / 60_000);
}
