import type { GuardedResponse } from '@/lib/http/server';

/** The text of a page in the encoding that it says to be in: in its headers, else at its beginning; UTF-8 unless told. */
export function pageText({ headers, body }: Pick<GuardedResponse, 'headers' | 'body'>): string {
  const beginning = new TextDecoder('latin1').decode(body.subarray(0, 2048));
  const named =
    charsetIn(headers.get('content-type') ?? '') ??
    charsetIn(/<meta[^>]*charset[^>]*>/i.exec(beginning)?.[0] ?? '');
  return decoderOf(named).decode(body);
}

function charsetIn(text: string): string | undefined {
  return /charset\s*=\s*["']?([\w:-]{2,40})/i.exec(text)?.[1];
}

function decoderOf(label = 'utf-8'): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
