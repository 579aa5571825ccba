import { expect, it } from 'vitest';
import { withCookies } from './with-cookies';

const write = (name: string, value: string) => ({ name, value, options: {} });

it('shows the handler the cookies as the browser is about to have them', () => {
  const headers = new Headers({ cookie: 'theme=dark; token=old; token.1=old', accept: '*/*' });
  const changed = withCookies(headers, [write('token', 'new'), write('token.1', ''), write('more', 'x')]);
  expect(changed.get('cookie')).toBe('theme=dark; token=new; more=x');
  expect(changed.get('accept')).toBe('*/*');
  expect(headers.get('cookie')).toBe('theme=dark; token=old; token.1=old');
});
