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

const storage = new AsyncLocalStorage<string>();

/** Runs `work` so that every log line written inside carries the id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run(requestId, work);
}

/** The id of the request being served, if one is. */
export function currentRequestId(): string | undefined {
  return storage.getStore();
}
