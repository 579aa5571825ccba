import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchRefusedError } from './fetch-refused';

/**
 * The body of an answer, unpacked. Bytes are counted as they come out, so that a small answer that unpacks to a large one
 * is cut off at the same size as any other.
 * @throws FetchRefusedError `too_large` or `undecodable`
 */
export async function readBounded(answer: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  const declared = Number(answer.headers['content-length'] ?? 0);
  if (declared > bytesMax) throw tooLarge(bytesMax);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body = unpacked(answer);
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      if (length > bytesMax) throw tooLarge(bytesMax);
      chunks.push(chunk);
    }
  } catch (error) {
    // Without having come whole, it is the connection that broke.
    if (error instanceof FetchRefusedError || body === answer || !answer.complete) throw error;
    throw new FetchRefusedError('undecodable', 'the answer cannot be unpacked', { cause: error });
  } finally {
    body.destroy();
    answer.destroy();
  }
  return Buffer.concat(chunks, length);
}

function unpacked(answer: IncomingMessage): Readable {
  const encoding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return answer;
  const unpack = unpackers[encoding];
  // Several at once, one around the other, are what nobody but an attacker sends.
  if (!unpack) throw new FetchRefusedError('undecodable', 'the answer is packed in an unknown way');
  const stream = unpack();
  answer.on('error', (error) => stream.destroy(error));
  return answer.pipe(stream);
}

const unpackers: Record<string, () => ReturnType<typeof createGunzip | typeof createBrotliDecompress>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function tooLarge(bytesMax: number): FetchRefusedError {
  return new FetchRefusedError('too_large', `the answer is larger than ${bytesMax} bytes`);
}
