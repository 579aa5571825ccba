import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlighter, type MarkedField } from './highlight';
import { isSlip } from './is-slip';

/** The text with what is marked in brackets. */
function marked(question: string, text: string, field: MarkedField = 'title'): string {
  let result = '';
  let at = 0;
  for (const { from, to } of highlighter(question)(text, field)) {
    result += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return result + text.slice(at);
}

describe('what a question found', () => {
  it.each([
    ['data', 'Senior Data Engineer', 'Senior [Data] Engineer'],
    ['eng dat', 'Senior Data Engineer', 'Senior [Data] [Engineer]'],
    ['ärzte', 'Arzte ohne Grenzen', '[Arzte] ohne Grenzen'],
    ['cafe', 'Café Manager', '[Café] Manager'],
    ['strasse', 'Straße', '[Straße]'],
    ['c++', 'C++ Developer', '[C++] Developer'],
    ['engineers', 'Data Engineer', 'Data [Engineer]'],
    ['fullstack', 'Full-Stack Developer', '[Full-Stack] Developer'],
    ['goolge', 'Google', '[Google]'],
    ['東京', '東京オフィス', '[東京]オフィス'],
    ['"data engineer"', 'Data Engineer', '[Data] [Engineer]'],
    ['-senior data', 'Senior Data Engineer', 'Senior [Data] Engineer'],
    ['company:data', 'Data Engineer', 'Data Engineer'],
    ['status:applied', 'Applied Scientist', 'Applied Scientist'],
    ['', 'Data', 'Data'],
  ])('%s in “%s” is marked %s', (question, text, result) => {
    expect(marked(question, text)).toBe(result);
  });

  it('by a field is marked in that field', () => {
    expect(marked('company:acme', 'Acme', 'company')).toBe('[Acme]');
  });

  it('is marked by no slip where it stands rightly', () => {
    expect(marked('stripe', 'Stripe, not Strive')).toBe('[Stripe], not Strive');
  });

  it('is a part of the text, in order and without overlap', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(text, text, (question, title) => {
        let at = 0;
        for (const { from, to } of highlighter(question)(title, 'title')) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(title.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a slip of the pen', () => {
  it.each([
    ['goolge', 'google', true],
    ['acem', 'acme', true],
    ['enginere', 'engineer', true],
    ['stripe', 'strive', true],
    ['cat', 'car', false],
    ['acme', 'acmexy', false],
    ['goolge', 'goods', false],
  ])('%s for %s: %s', (word, other, is) => {
    expect(isSlip(word, other)).toBe(is);
  });

  it('is one from either side where both are as long', () => {
    const word = fc.string({ minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(isSlip(one, other)).toBe(isSlip(other, one));
      }),
    );
  });
});
