import { expect, test } from 'vitest';
import { errorReference } from './error-reference';

test('given an error from the server, its digest is the reference', () => {
  expect(errorReference(Object.assign(new Error('hidden'), { digest: '123@E1' }))).toBe('123@E1');
});

test.each([new Error('of the browser'), Object.assign(new Error(), { digest: 7 }), 'a string', null])(
  'given %s, there is no reference',
  (error) => {
    expect(errorReference(error)).toBeUndefined();
  },
);
