import { expect, it } from 'vitest';
import { markIn } from './acting-mark';

it.each([
  ['theme=dark; acting-as=0198-a.may-change', '0198-a.may-change'],
  ['acting-as=0198-a; theme=dark', '0198-a'],
  ['not-acting-as=0198-a', null],
  ['acting-as=', null],
  ['', null],
])('in “%s” it is %s', (cookies, mark) => {
  expect(markIn(cookies, 'acting-as')).toBe(mark);
});
