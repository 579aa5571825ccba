import { createHash, randomBytes } from 'node:crypto';

/** Without I, L, O and U: what people misread, and what spells words (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Letters of five bits each: 80 bits, which nobody guesses even with the database at hand. */
const LETTERS = 16;

/** A new recovery code as it is shown: four groups of four. */
export function makeRecoveryCode(): string {
  // 256 is a multiple of 32, so that every letter is as likely as any other.
  const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A recovery code as it is compared, from however it was typed; null for what cannot be one. */
export function readRecoveryCode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return letters.length === LETTERS && [...letters].every((letter) => ALPHABET.includes(letter))
    ? letters
    : null;
}

/** What is kept of a code. With the user in it, one person's row says nothing about another's. */
export function hashOfCode(userId: string, code: string): Buffer<ArrayBuffer> {
  const digest = createHash('sha256').update(`${userId}:${code}`).digest();
  return Buffer.from(digest);
}
