import { cookiesIn } from '../session-cookie';
import type { CookieWrites } from './refresh-session';

/** The headers of a request as they would be had the browser already taken these cookies. */
export function withCookies(headers: Headers, writes: CookieWrites): Headers {
  if (writes.length === 0) return headers;
  const cookies = new Map(cookiesIn(headers.get('cookie')).map(({ name, value }) => [name, value]));
  for (const { name, value } of writes) {
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
  const changed = new Headers(headers);
  changed.set(
    'cookie',
    [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
  );
  return changed;
}
