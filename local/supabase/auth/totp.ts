import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that one code stands for. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** Steps before and after the present one whose code is taken too: clocks differ, and typing takes its time. */
const TOLERANCE = 1;

/** The number of the step that a moment lies in. */
export function totpStep(milliseconds: number): number {
  return Math.floor(milliseconds / 1000 / STEP_SECONDS);
}

/**
 * The code of one step (RFC 6238 over HMAC-SHA-1, six digits), which is what every authenticator app makes.
 * @param secret in base32, as apps take it
 */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  // RFC 4226, 5.3: the last four bits say where the number begins, whose sign does not count.
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 0x0f) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Whether a code is that of this moment, give or take one step. */
export function matchesTotp(secret: string, code: string, milliseconds: number): boolean {
  const given = Buffer.from(code);
  const step = totpStep(milliseconds);
  return Array.from({ length: 2 * TOLERANCE + 1 }, (_, index) => step - TOLERANCE + index).some((each) => {
    const expected = Buffer.from(totpCode(secret, each));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 of RFC 4648 without padding. */
export function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text.toUpperCase()]
    .filter((letter) => ALPHABET.includes(letter))
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
