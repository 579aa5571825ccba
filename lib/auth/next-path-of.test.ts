import { expect, it } from 'vitest';
import { nextPathOf } from './next-path-of';

const app = 'https://foothold.example';

it.each([
  ['/pricing?plan=pro', '/pricing?plan=pro'],
  [`${app}/pricing?plan=pro`, '/pricing?plan=pro'],
  [`${app}//evil.example`, '/jobs'],
  [`${app}.evil.example/x`, '/jobs'],
  [`${app}@evil.example/x`, '/jobs'],
  ['https://evil.example/', '/jobs'],
  ['//evil.example', '/jobs'],
  [undefined, '/jobs'],
])('%s leads to %s', (given, expected) => {
  expect(nextPathOf(given, app)).toBe(expected);
});
