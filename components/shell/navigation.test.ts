import { expect, test } from 'vitest';
import { isUnder } from './navigation';

test.each([
  { pathname: '/jobs', under: true },
  { pathname: '/jobs/1', under: true },
  { pathname: '/jobs-archive', under: false },
  { pathname: '/', under: false },
])('given the page $pathname, Jobs is current: $under', ({ pathname, under }) => {
  expect(isUnder(pathname, '/jobs')).toBe(under);
});
