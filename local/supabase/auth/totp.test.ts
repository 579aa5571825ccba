import { describe, expect, it } from 'vitest';
import { matchesTotp, toBase32, totpCode, totpStep } from './totp';

const secret = toBase32(Buffer.from('12345678901234567890'));

describe('a code', () => {
  // RFC 6238, appendix B, SHA-1: the last six of the eight digits there.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %i is %s, as the RFC has it', (second, code) => {
    expect(totpCode(secret, totpStep(second * 1000))).toBe(code);
  });

  it('is taken one step early and one step late, and no more', () => {
    const now = 1_111_111_111_000;
    const step = totpStep(now);
    const taken = [-2, -1, 0, 1, 2].map((away) => matchesTotp(secret, totpCode(secret, step + away), now));
    expect(taken).toEqual([false, true, true, true, false]);
  });

  it.each(['', '28708', '2870822', '２８７０８２', 'abcdef'])('%j is none', (code) => {
    expect(matchesTotp(secret, code, 59_000)).toBe(false);
  });
});

describe('base32', () => {
  // RFC 4648, section 10.
  it.each([
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foobar', 'MZXW6YTBOI'],
  ])('of %s is %s', (text, encoded) => {
    expect(toBase32(Buffer.from(text))).toBe(encoded);
  });
});
