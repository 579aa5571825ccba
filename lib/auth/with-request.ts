import { headers } from 'next/headers';
import { noteOrigin, requestIdFrom, withRequestId } from '@/lib/observability';
import { originIn } from './origin-in';

/**
 * Runs the work of a page or a server action under the correlation id that the middleware gave its request, so that
 * every log line and every problem told from it carries that id, and the audit log where it came from. Errors pass through.
 */
export async function withRequest<T>(work: () => Promise<T>): Promise<T> {
  const given = await headers();
  return withRequestId(requestIdFrom(given), () => {
    noteOrigin(originIn(given));
    return work();
  });
}
