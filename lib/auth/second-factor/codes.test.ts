import { describe, expect, it } from 'vitest';
import { hashOfCode, makeRecoveryCode, readRecoveryCode } from './recovery-code';
import { typedCodeIn } from './typed-code';

describe('a recovery code', () => {
  it('is four groups of four letters that nobody misreads, never twice the same', () => {
    const codes = Array.from({ length: 1000 }, makeRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(1000);
    // Every letter turns up: all of the five bits are drawn.
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  });

  it.each([
    'ABCD-EFGH-JKMN-0123',
    'abcdefghjkmn0123',
    ' abcd efgh\tjkmn o123 ',
    'ABCD-EFGH-JKMN-0I23',
    'ABCD-EFGH-JKMN-0l23',
  ])('is read from %j', (typed) => {
    expect(readRecoveryCode(typed)).toBe('ABCDEFGHJKMN0123');
  });

  it.each(['', 'ABCD-EFGH-JKMN-012', 'ABCD-EFGH-JKMN-01234', 'ABCD-EFGH-JKMN-012U', 'ÄBCD-EFGH-JKMN-0123'])(
    'is not read from %j',
    (typed) => {
      expect(readRecoveryCode(typed)).toBeNull();
    },
  );

  it('is kept as a hash that is another for every person', () => {
    const [one, two] = [hashOfCode('one', 'ABCD'), hashOfCode('two', 'ABCD')];
    expect([one.length, one.equals(two), one.equals(hashOfCode('one', 'ABCD'))]).toEqual([32, false, true]);
  });
});

describe('what was typed', () => {
  it.each([
    ['123456', { kind: 'app', code: '123456' }],
    [' 123 456 ', { kind: 'app', code: '123456' }],
    ['123-456', { kind: 'app', code: '123456' }],
    ['1234-5678-9012-3456', { kind: 'recovery', code: '1234567890123456' }],
    ['abcd efgh jkmn 0123', { kind: 'recovery', code: 'ABCDEFGHJKMN0123' }],
  ])('%j is told by its shape', (typed, expected) => {
    expect(typedCodeIn(typed)).toEqual(expected);
  });

  it.each(['', '12345', '1234567', '１２３４５６', 'password', '12345a'])('%j is neither kind', (typed) => {
    expect(typedCodeIn(typed)).toBeNull();
  });
});
