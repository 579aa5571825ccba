import type { Outcome } from '../../calls/call-action';
import { unreachable } from '../../calls/refusal';

/**
 * Asks the API about an import, by code that is fetched only then: it reads the answers by their schemas, which the page does not
 * need to be shown. Whatever keeps an answer from coming is told as a missing connection.
 */
export async function askImport<Data>(
  question: (ask: typeof import('./call-import')) => Promise<Outcome<Data>>,
): Promise<Outcome<Data>> {
  try {
    return await question(await import('./call-import'));
  } catch {
    return { ok: false, problem: unreachable };
  }
}
