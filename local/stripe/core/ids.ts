import { randomBytes } from 'node:crypto';

/** A new id with Stripe's prefix, e.g. `cus_Q1w2e3r4t5y6u7`. */
export function newId(prefix: string, length = 14): string {
  return `${prefix}_${randomText(length)}`;
}

/** Letters and digits without any structure. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte: taking more would favour the first letters.
      if (byte < 248 && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
