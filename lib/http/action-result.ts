import type { Problem } from './problem';
import { problemFrom } from './problem-from';

/** What a server action answers: its data, or the same problem that the API would have told. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/**
 * Runs a server action's work and never throws a problem through React. Errors that Next itself throws to
 * redirect or to show a page pass through.
 */
export async function toActionResult<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    if (isFrameworkSignal(error)) throw error;
    return { ok: false, problem: problemFrom(error) };
  }
}

function isFrameworkSignal(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_');
}
