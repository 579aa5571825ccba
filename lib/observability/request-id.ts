import { AsyncLocalStorage } from 'node:async_hooks';

/** Header that carries the correlation id in and out. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** A fresh correlation id. */
export function newRequestId(): string {
  return `req_${crypto.randomUUID().replaceAll('-', '')}`;
}

/** The caller's correlation id when it is harmless to log, a fresh one otherwise. */
export function requestIdFrom(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER);
  return given && /^[\w.-]{8,128}$/.test(given) ? given : newRequestId();
}

/** What is known of the work being done, for log lines: names of fields as they stand there. */
type WorkContext = {
  requestId: string;
  task?: string;
  userId?: string;
  organizationId?: string;
  actorId?: string;
};

/** Where a request came from: the address as our own proxy saw it, and what the browser calls itself. */
export type Origin = { ip: string | null; userAgent: string | null };

const storage = new AsyncLocalStorage<WorkContext>();

/** Runs `work` so that every log line written inside carries the id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run({ requestId }, work);
}

/** Runs a background task so that every log line written inside carries its name and an id of this one run. */
export function withTask<T>(task: string, work: () => T): T {
  return storage.run({ requestId: newRequestId(), task }, work);
}

/** Has every later log line of the same request carry who it turned out to be. */
export function noteOnWork(caller: { userId: string; organizationId: string; actorId?: string }): void {
  const context = storage.getStore();
  if (context) Object.assign(context, caller);
}

// Beside the context and not in it: addresses of people are for the audit log, and no log line carries them.
const origins = new WeakMap<WorkContext, Origin>();

/** Has what is recorded in the audit log by the same request carry where it came from. */
export function noteOrigin(origin: Origin): void {
  const context = storage.getStore();
  if (context) origins.set(context, origin);
}

/** Where the request being served came from, as far as that was noted. */
export function currentOrigin(): Origin {
  const context = storage.getStore();
  return (context && origins.get(context)) ?? { ip: null, userAgent: null };
}

/** The id of the request being served, if one is. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

/** All that is known of the work being done. */
export function currentWork(): Readonly<Partial<WorkContext>> {
  return storage.getStore() ?? {};
}
