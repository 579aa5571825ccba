import { decodeText } from './decode-text';
import type { Endpoint } from './endpoint';
import { problems } from './problem';

/** Bytes that a JSON body may have at most, unless its endpoint says otherwise: a saved job with its notes, and then some. */
export const BODY_BYTES_MAX = 256 * 1024;

/** The same where many things come at once. */
export const BULK_BYTES_MAX = 1024 * 1024;

/** Milliseconds in which a body must have come whole: who sends it byte by byte holds a request open for no longer. */
export const BODY_WAIT_MS = 10_000;

/**
 * The parsed JSON body. Counts bytes while it reads, so that a wrong or absent Content-Length gains nothing.
 * @throws ProblemError 413 past `bytesMax`, 408 past {@link BODY_WAIT_MS}, 415 for another content type, 400 for what
 * is not JSON
 */
export async function readJsonBody(
  request: Request,
  bytesMax = BODY_BYTES_MAX,
  waitMs = BODY_WAIT_MS,
): Promise<unknown> {
  if (contentTypeOf(request) !== 'application/json')
    throw problems.invalid('Send the body as application/json.', undefined, 415);
  const bytes = await readLimited(request, bytesMax, waitMs);
  try {
    // Fatal, or bytes that are no UTF-8 would be stored as other characters than were sent.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw problems.invalid('The body is not valid JSON.', undefined, 400);
  }
}

/**
 * The body of an endpoint as its schema wants it: JSON parsed, or the text of a table in whichever encoding it came.
 * Errors as of {@link readJsonBody}.
 */
export async function readBody(
  request: Request,
  { bodyBytesMax, bodyWaitMs, takesCsv }: Pick<Endpoint, 'bodyBytesMax' | 'bodyWaitMs' | 'takesCsv'>,
): Promise<unknown> {
  if (takesCsv && contentTypeOf(request) === 'text/csv')
    return decodeText(await readLimited(request, bodyBytesMax ?? BODY_BYTES_MAX, bodyWaitMs));
  return readJsonBody(request, bodyBytesMax, bodyWaitMs);
}

function contentTypeOf(request: Request): string | undefined {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}

/**
 * The raw body, for what is verified byte by byte. What says itself that it is too large is refused before any of it is
 * read. Errors as of {@link readJsonBody}.
 */
export async function readLimited(
  request: Request,
  bytesMax: number,
  waitMs = BODY_WAIT_MS,
): Promise<Uint8Array> {
  const tooLarge = () => problems.invalid(`The body is larger than ${bytesMax} bytes.`, undefined, 413);
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge();
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => deadline.reject(problems.invalid('The body did not come in time.', undefined, 408)),
    waitMs,
  );
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), deadline.promise]);
      if (done) return Buffer.concat(chunks, length);
      length += value.byteLength;
      if (length > bytesMax) throw tooLarge();
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
    // Whatever is still on its way is not taken; of a body that was read whole nothing is.
    reader.cancel().catch(() => {});
  }
}
