import { headers } from 'next/headers';
import { requestIdFrom, withRequestId } from '@/lib/observability';

/**
 * Runs the work of a page or a server action under the correlation id that the middleware gave its request, so that
 * every log line and every problem told from it carries that id. Errors pass through.
 */
export async function withRequest<T>(work: () => Promise<T>): Promise<T> {
  return withRequestId(requestIdFrom(await headers()), work);
}
