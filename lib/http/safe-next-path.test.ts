import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNextPath } from './safe-next-path';

describe('a path to go to after signing in', () => {
  it.each(['/jobs', '/account/billing?from=x#top', '/jobs?q=a%20b'])('keeps %s', (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    ['another origin', 'https://evil.example/jobs'],
    ['a scheme-relative address', '//evil.example'],
    ['a back-slash', '/\\evil.example'],
    ['a tab between slashes', '/\t/evil.example'],
    ['a path that resolves to one', '/./\\evil.example'],
    ['dots before a double slash', '/..//evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['a relative path', 'jobs'],
    ['nothing', ''],
    ['null', null],
    ['a very long path', `/${'a'.repeat(3000)}`],
  ])('does not follow %s', (_, given) => {
    expect(safeNextPath(given, '/fallback')).toBe('/fallback');
  });

  // What browsers, servers and parsers of addresses disagree about.
  const tricks = fc.constantFrom(
    ...[
      '/',
      '//',
      '\\',
      '/\\',
      '%2f',
      '%2F%2F',
      '%5c',
      '%09',
      '%0d%0a',
      '\t',
      '\n',
      '\r',
      '\u0000',
      '\u2028',
      '\ufeff',
    ],
    ...[
      '\u3002',
      '\uff0f',
      '\u2044',
      '\u2215',
      '。',
      '@',
      ':',
      '?',
      '#',
      '.',
      '..',
      '/..',
      '/.',
      ';',
      '&',
      ' ',
      '\u00a0',
    ],
    ...[
      'evil.example',
      'evil。example',
      'user:pass@evil.example',
      'http:',
      'https:',
      'https://',
      'javascript:',
      'data:',
    ],
    ...['localhost', 'jobs', '[::1]', 'xn--', '\ud800'],
  );
  const hostile = fc.array(
    fc.oneof({ weight: 4, arbitrary: tricks }, fc.string({ unit: 'binary', maxLength: 3 })),
    {
      maxLength: 8,
    },
  );

  it('stays on this site, whatever it is made of, for every way of reading it', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (parts, rooted) => {
        const path = safeNextPath((rooted ? '/' : '') + parts.join(''), '/fallback');
        const origin = 'https://foothold.example';
        expect(path).toMatch(/^\/(?![/\\])/);
        expect(path).not.toMatch(/[\\\p{Cc}]/u);
        // As a Location header and as a link; below another page; read once more; and put behind the site's address.
        expect(new URL(path, origin).origin).toBe(origin);
        expect(new URL(path, `${origin}/sign-in?next=x`).origin).toBe(origin);
        expect(new URL(safeNextPath(path, '/fallback'), origin).href).toBe(new URL(path, origin).href);
        expect(new URL(origin + path).origin).toBe(origin);
      }),
      { numRuns: 1_000 },
    );
  });

  it('stays the same when it is harmless', () => {
    const harmless = fc.array(fc.stringMatching(/^[a-z0-9-]{1,8}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(harmless, (segments) => {
        const path = `/${segments.join('/')}?q=${segments.join('+')}`;
        expect(safeNextPath(path)).toBe(path);
      }),
    );
  });
});
