import { problems } from './problem';

/** Bytes that a JSON body may have at most. */
export const BODY_BYTES_MAX = 1024 * 1024;

/**
 * The parsed JSON body. Counts bytes while it reads, so that a wrong or absent Content-Length gains nothing.
 * @throws ProblemError 413 past {@link BODY_BYTES_MAX}, 415 for another content type, 400 for what is not JSON
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw problems.invalid('Send the body as application/json.', undefined, 415);
  const bytes = await readLimited(request, BODY_BYTES_MAX);
  try {
    // Fatal, or bytes that are no UTF-8 would be stored as other characters than were sent.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw problems.invalid('The body is not valid JSON.', undefined, 400);
  }
}

/** The raw body, for what is verified byte by byte. Errors as of {@link readJsonBody}. */
export async function readLimited(request: Request, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body) {
    for await (const chunk of request.body) {
      length += chunk.byteLength;
      if (length > bytesMax)
        throw problems.invalid(`The body is larger than ${bytesMax} bytes.`, undefined, 413);
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks, length);
}
