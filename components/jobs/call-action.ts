import { unstable_rethrow } from 'next/navigation';
import type { ActionResult, Problem } from '@/lib/http';

/** Why something was not done: a problem of the server's, or that it could not be reached. */
export type Refusal = Pick<
  Problem,
  'error' | 'title' | 'detail' | 'issues' | 'metric' | 'current' | 'limit' | 'resetsAt'
>;

/** What came of an action, a broken connection included. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; problem: Refusal };

/** Calls a server action so that it never throws into React, apart from Next's own redirects. */
export async function callAction<T>(action: () => Promise<ActionResult<T>>): Promise<Outcome<T>> {
  try {
    return await action();
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, problem: unreachable };
  }
}

/** Why nothing was done where no answer came. */
export const unreachable: Refusal = {
  error: 'unavailable',
  title: 'No connection',
  detail: 'The server could not be reached. Check the connection and try again.',
};
