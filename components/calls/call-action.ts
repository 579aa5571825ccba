import { unstable_rethrow } from 'next/navigation';
import type { ActionResult } from '@/lib/http';
import { type Refusal, unreachable } from './refusal';

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
