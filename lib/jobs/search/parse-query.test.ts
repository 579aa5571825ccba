import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuery } from './format-query';
import { parseQuery } from './parse-query';
import { hasOperators, plainWords } from './plain-words';
import type { JobQuery } from './query';

const word = (words: string): JobQuery => ({ kind: 'text', scope: 'any', words, exact: false });

describe('a question', () => {
  it.each<[string, JobQuery]>([
    ['engineer', word('engineer')],
    ['data  engineer', { kind: 'all', of: [word('data'), word('engineer')] }],
    ['"data engineer"', { kind: 'text', scope: 'any', words: 'data engineer', exact: true }],
    ['company:acme', { kind: 'text', scope: 'company', words: 'acme', exact: false }],
    ['Title:"data engineer"', { kind: 'text', scope: 'title', words: 'data engineer', exact: true }],
    ['-intern', { kind: 'not', of: word('intern') }],
    ['NOT intern', { kind: 'not', of: word('intern') }],
    ['--intern', word('intern')],
    ['full-stack', word('full-stack')],
    ['C++', word('C++')],
    ['https://acme.example/jobs', word('https://acme.example/jobs')],
    ['berlin OR munich', { kind: 'any', of: [word('berlin'), word('munich')] }],
    ['data AND engineer', { kind: 'all', of: [word('data'), word('engineer')] }],
    [
      'data (berlin | munich)',
      { kind: 'all', of: [word('data'), { kind: 'any', of: [word('berlin'), word('munich')] }] },
    ],
    ['-(a b)', { kind: 'not', of: { kind: 'all', of: [word('a'), word('b')] } }],
    ['status:offer,applied', { kind: 'status', values: ['applied', 'offer'] }],
    ['mode:on-site', { kind: 'mode', values: ['onsite'] }],
    ['source:linkedin', { kind: 'source', value: 'linkedin' }],
    ['salary:>80k', { kind: 'pay', from: { amount: 80_000, open: true }, to: null, currency: null }],
    ['salary:>=80,000eur', { kind: 'pay', from: { amount: 80_000, open: false }, to: null, currency: 'EUR' }],
    [
      'salary:60k..1.5m',
      {
        kind: 'pay',
        from: { amount: 60_000, open: false },
        to: { amount: 1_500_000, open: false },
        currency: null,
      },
    ],
    ['salary:..60k', { kind: 'pay', from: null, to: { amount: 60_000, open: false }, currency: null }],
    ['saved:<2026-01-01', { kind: 'day', field: 'saved', from: null, before: '2026-01-01' }],
    ['saved:<=2026-01', { kind: 'day', field: 'saved', from: null, before: '2026-02-01' }],
    ['applied:>2025', { kind: 'day', field: 'applied', from: '2026-01-01', before: null }],
    ['moved:2024-02-29', { kind: 'day', field: 'moved', from: '2024-02-29', before: '2024-03-01' }],
    ['closes:2026-01..2026-03', { kind: 'day', field: 'closes', from: '2026-01-01', before: '2026-04-01' }],
  ])('%s is understood', (text, query) => {
    expect(parseQuery(text)).toEqual({ query, problems: [] });
  });

  it('of everything at once is read from left to right', () => {
    const { query, problems } = parseQuery(
      'company:acme title:"data engineer" status:applied salary:>80k remote location:berlin saved:<2026-01-01 -intern',
    );
    expect(problems).toEqual([]);
    expect(query).toMatchObject({ kind: 'all', of: { length: 8 } });
  });

  it.each<[string, number, RegExp]>([
    ['a "b c', 2, /closing quotation mark/],
    ['title:"b', 0, /closing quotation mark/],
    ['a (b', 2, /never closed/],
    ['a b)', 3, /closes nothing/],
    ['OR a', 0, /both sides/],
    ['a OR', 2, /both sides/],
    ['a OR OR b', 2, /both sides/],
    ['OR OR a', 0, /both sides/],
    ['a NOT', 2, /Nothing stands behind/],
    ['compny:acme', 0, /no field “compny”/],
    ['a company:', 2, /What should company be/],
    ['status:hired', 0, /A status is one of/],
    ['salary:much', 0, /Pay is an amount/],
    ['salary:90k..60k', 0, /below the lower/],
    ['saved:2026-02-30', 0, /A day is written/],
    ['saved:2026-03..2026-01', 0, /before the first/],
  ])('%s is told to be wrong at character %i', (text, at, message) => {
    expect(parseQuery(text).problems).toEqual([{ at, message: expect.stringMatching(message) }]);
  });

  it('that is half wrong still finds what there is of it', () => {
    expect(parseQuery('engineer status:hired').query).toEqual(word('engineer'));
    expect(parseQuery('   ').query).toBeNull();
  });

  it('asks for no more than thirty things and reads no endless brackets', () => {
    expect(parseQuery('a '.repeat(5000))).toMatchObject({
      query: { of: { length: 30 } },
      problems: [{ at: 60 }],
    });
    expect(parseQuery(`${'('.repeat(50_000)}a`).problems.length).toBeGreaterThan(0);
  });
});

// Pieces of questions in any order, and whatever else a keyboard has.
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '(',
          ')',
          '-',
          '--',
          '"',
          ' ',
          'OR',
          'NOT',
          'AND',
          '|',
          ':',
          'title:',
          'salary:>80k',
          'saved:2026',
        ),
        fc.constantFrom(
          'status:applied',
          'mode:remote',
          'source:"a b"',
          'foo:bar',
          'foo:"x y"',
          'a',
          'b-c',
          'ü',
          '..',
        ),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 25 },
    )
    .chain((pieces) => fc.constantFrom(pieces.join(''), pieces.join(' '))),
);

describe('whatever somebody writes', () => {
  it('is read without an error, with problems where something is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { problems } = parseQuery(text);
        for (const { at } of problems) expect(at).toBeGreaterThanOrEqual(0);
        for (const { at } of problems) expect(at).toBeLessThan(Math.max(text.length, 1));
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same question when it is written anew', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { query } = parseQuery(text);
        if (query) expect(parseQuery(formatQuery(query)).query).toEqual(query);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a question for who has words alone', () => {
  it('is what it wants, without what it does not want', () => {
    const { query } = parseQuery('company:acme "data engineer" -intern status:applied (berlin OR munich)');
    expect(query && plainWords(query)).toEqual(['acme', 'data', 'engineer', 'berlin', 'munich']);
  });

  it.each([
    ['data engineer', false],
    ['"data engineer"', true],
    ['a OR b', true],
    ['a -b', true],
    ['company:acme', true],
    ['salary:>80k', true],
  ])('%s has operators: %s', (text, has) => {
    const { query } = parseQuery(text);
    expect(query && hasOperators(query)).toBe(has);
  });
});
