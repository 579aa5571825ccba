/**
 * The text of a file, whichever way a spreadsheet has written it: UTF-8, UTF-16 in either order, or Windows-1252, which
 * is what is left and in which every byte is some character. Never throws.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoded('utf-8', bytes.subarray(3));
  if (first === 0xff && second === 0xfe) return decoded('utf-16le', bytes.subarray(2));
  if (first === 0xfe && second === 0xff) return decoded('utf-16be', bytes.subarray(2));
  const guessed = wideOrder(bytes);
  if (guessed) return decoded(guessed, bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decoded('windows-1252', bytes);
  }
}

function decoded(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

// Without a mark, a table in UTF-16 has a zero in nearly every other byte; in no other encoding has text a zero at all.
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 2_000);
  let [even, odd] = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd > sample.length / 5 && even === 0) return 'utf-16le';
  return even > sample.length / 5 && odd === 0 ? 'utf-16be' : null;
}
