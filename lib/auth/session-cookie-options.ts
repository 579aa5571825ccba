import { env } from '@/lib/env';
import { sessionCookieName } from './session-cookie';

/**
 * How the session cookie is set. No script of a page can read it; `lax` lets a link from a mail find the person
 * signed in and leaves the cookie out of what other sites post here.
 */
export function sessionCookieOptions() {
  return {
    name: sessionCookieName(),
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: env().APP_URL.startsWith('https:'),
  } as const;
}
