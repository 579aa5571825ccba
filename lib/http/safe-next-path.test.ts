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
});
