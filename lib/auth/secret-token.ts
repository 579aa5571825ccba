/** What a secret is for, told by how it begins. */
export const secretPrefixes = ['fh_live_', 'fh_test_', 'fh_ext_'] as const;

/** See {@link secretPrefixes}: API keys of production and of anything else, and tokens of the extension. */
export type SecretPrefix = (typeof secretPrefixes)[number];

/**
 * A new secret of 256 random bits: prefix, 43 digits to the base 62, and 6 that are the CRC-32 of all before. Letters and
 * digits alone, so that a double click selects it, and so that whoever scans for leaks can tell ours from chance.
 * Shown once and never stored: see {@link hashOfSecret}.
 */
export function makeSecret(prefix: SecretPrefix): string {
  const body = prefix + base62(bigIntOf(crypto.getRandomValues(new Uint8Array(32))), RANDOM_DIGITS);
  return body + checksumOf(body);
}

/** The prefix that a text begins with, whatever follows: what its sender means it to be. */
export function secretPrefixOf(text: string): SecretPrefix | null {
  return secretPrefixes.find((prefix) => text.startsWith(prefix)) ?? null;
}

/**
 * What kind of secret a text is; null for what {@link makeSecret} cannot have made. Asks nobody: a typing error or a guess
 * costs no query. Says nothing of whether it was ever given out.
 */
export function readSecret(text: string): { prefix: SecretPrefix } | null {
  const prefix = secretPrefixOf(text);
  if (!prefix) return null;
  const digits = text.slice(prefix.length);
  if (digits.length !== RANDOM_DIGITS + CHECKSUM_DIGITS || !/^[0-9A-Za-z]+$/.test(digits)) return null;
  const body = text.slice(0, -CHECKSUM_DIGITS);
  return text.slice(-CHECKSUM_DIGITS) === checksumOf(body) ? { prefix } : null;
}

/**
 * The SHA-256 of a secret in hex, the only form in which one is kept. Not a slow hash: there is nothing to guess in 256
 * bits, and a slow one would be felt on every request. Safe in the edge runtime.
 */
export async function hashOfSecret(secret: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** 62^43 is just above 2^256, and 62^6 above 2^32. */
const RANDOM_DIGITS = 43;
const CHECKSUM_DIGITS = 6;

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function checksumOf(body: string): string {
  return base62(BigInt(crc32(new TextEncoder().encode(body))), CHECKSUM_DIGITS);
}

function bigIntOf(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function base62(value: bigint, digits: number): string {
  let text = '';
  for (let rest = value; text.length < digits; rest /= 62n) text = ALPHABET.charAt(Number(rest % 62n)) + text;
  return text;
}

// As zlib has it, which the edge runtime has not.
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
