import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfSecret, makeSecret, readSecret, secretPrefixes, secretPrefixOf } from './secret-token';

const anyPrefix = fc.constantFrom(...secretPrefixes);
const anySecret = anyPrefix.map((prefix) => makeSecret(prefix));

describe('a secret', () => {
  it('is recognised by itself, as the kind that it was made for', () => {
    fc.assert(
      fc.property(anyPrefix, (prefix) => {
        const secret = makeSecret(prefix);
        expect(secret).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{49}$`));
        expect(readSecret(secret)).toEqual({ prefix });
      }),
    );
  });

  it('is never made twice, and uses every digit at every place but the first', () => {
    const secrets = Array.from({ length: 2_000 }, () => makeSecret('fh_live_'));
    expect(new Set(secrets).size).toBe(secrets.length);
    for (let place = 1; place < 43; place++) {
      expect(new Set(secrets.map((secret) => secret.charAt('fh_live_'.length + place))).size).toBe(62);
    }
  });

  it('with one character changed is none', () => {
    fc.assert(
      fc.property(anySecret, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (secret, at, other) => {
        const place = at % secret.length;
        fc.pre(secret.charAt(place) !== other);
        expect(readSecret(secret.slice(0, place) + other + secret.slice(place + 1))).toBeNull();
      }),
    );
  });

  it('of one kind is none of another', () => {
    const digits = makeSecret('fh_test_').slice('fh_test_'.length);
    expect(readSecret(`fh_live_${digits}`)).toBeNull();
    expect(readSecret(`fh_ext_${digits}`)).toBeNull();
  });

  it('cut off, made longer, in other letters or between spaces is none', () => {
    const secret = makeSecret('fh_live_');
    const wrong = [secret.slice(0, -1), `${secret}0`, secret.toUpperCase(), ` ${secret}`, `${secret}\n`, ''];
    expect(wrong.map(readSecret)).toEqual(wrong.map(() => null));
  });

  it('is not found in what somebody typed', () => {
    const typed = [
      fc.string(),
      fc.tuple(anyPrefix, fc.stringMatching(/^[0-9A-Za-z]{49}$/)).map((parts) => parts.join('')),
    ];
    for (const arbitrary of typed) {
      fc.assert(
        fc.property(arbitrary, (text) => {
          expect(readSecret(text)).toBeNull();
        }),
      );
    }
  });

  it('can be checked by whoever scans for leaks, with the common CRC-32', () => {
    const secret = makeSecret('fh_ext_');
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const checksum = [...secret.slice(-6)].reduce((sum, digit) => sum * 62 + alphabet.indexOf(digit), 0);
    expect(checksum).toBe(crc32(secret.slice(0, -6)));
  });
});

it('what a text means to be is told by its beginning', () => {
  expect(secretPrefixOf('fh_live_rubbish')).toBe('fh_live_');
  expect(secretPrefixOf('fh_other_rubbish')).toBeNull();
  expect(secretPrefixOf('a.b.c')).toBeNull();
});

it('hashOfSecret is the SHA-256 in hex', async () => {
  const secret = makeSecret('fh_live_');
  expect(await hashOfSecret(secret)).toBe(createHash('sha256').update(secret).digest('hex'));
});
