// Not through the room's door, which brings the logger along: the middleware answers from here in the edge runtime.
import { currentRequestId, REQUEST_ID_HEADER } from '@/lib/observability/request-id';
import type { Problem } from './problem';

/** A JSON answer that no cache may keep. `status` 204 has no body. */
export function jsonResponse(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  const all = { 'cache-control': 'no-store', ...requestIdHeader(), ...headers };
  if (status === 204) return new Response(null, { status, headers: all });
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return new Response(bytes, {
    status,
    headers: {
      ...all,
      'content-type': 'application/json',
      ...(bytes.length < worthCompressing ? sentAsItIs(bytes) : {}),
    },
  });
}

const worthCompressing = 1_024;

// What is short takes longer to compress than to send, and with its length known it goes out in fewer pieces.
function sentAsItIs({ length }: Uint8Array): Record<string, string> {
  return { 'cache-control': 'no-store, no-transform', 'content-length': String(length) };
}

/**
 * An answer in another format than JSON, that no cache may keep either.
 * @param body a stream is sent as it is written: should it fail, the connection breaks, so that nobody takes a part for all
 * @param fileName under which browsers keep it instead of showing it: letters, digits, `.`, `-`
 */
export function textResponse(
  body: string | ReadableStream<Uint8Array>,
  status: number,
  contentType: string,
  fileName?: string,
): Response {
  const headers = {
    'content-type': contentType,
    'cache-control': 'no-store',
    ...(fileName ? { 'content-disposition': `attachment; filename="${fileName}"` } : {}),
    ...requestIdHeader(),
  };
  return new Response(body, { status, headers });
}

/** A file of which the query has chosen the format. */
export function fileResponse(file: { body: string; contentType: string; fileName: string }): Response {
  return textResponse(file.body, 200, file.contentType, file.fileName);
}

/** A problem as `application/problem+json`, with `Retry-After` where it says when. */
export function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...requestIdHeader(),
      ...(problem.retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': String(problem.retryAfterSeconds) }),
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
  });
}

function requestIdHeader(): Record<string, string> {
  const requestId = currentRequestId();
  return requestId ? { [REQUEST_ID_HEADER]: requestId } : {};
}
