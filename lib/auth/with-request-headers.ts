import { noteOrigin, requestIdFrom, withRequestId } from '@/lib/observability';
import { originIn } from './origin-in';

/**
 * Runs the work of a request under the correlation id that the middleware gave it, so that every log line and every problem
 * told from it carries that id, and the audit log where it came from. Errors pass through.
 */
export function withRequestHeaders<T>(headers: Headers, work: () => T): T {
  return withRequestId(requestIdFrom(headers), () => {
    noteOrigin(originIn(headers));
    return work();
  });
}
