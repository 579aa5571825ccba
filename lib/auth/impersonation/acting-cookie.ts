import { env } from '@/lib/env';
import type { CookieWrites } from '../edge/refresh-session';
import { cookiesIn } from '../session-cookie';

/**
 * The token by which an admin acts as somebody, in a cookie beside that of their own session and worth nothing without
 * it. No script of a page reads it, and no other site's link or form brings it along. Whether it is good is the
 * database's to say: it stays in the browser longer than it works, so that its end can be told.
 */
const COOKIE = 'foothold-acting';
/**
 * Beside it, for the scripts of our pages: which acting this browser has by now. A page that was made before it began, ended or
 * was allowed more is then made anew. No secret, and believed by no server.
 */
const MARK_COOKIE = 'foothold-acting-as';

/** Seconds. */
const COOKIE_SECONDS = 86_400;

/** The token that a request brought, not looked up; null without one. */
export function actingTokenIn(headers: Headers): string | null {
  return cookieOf(headers, COOKIE);
}

/**
 * Whether a request may have brought a token, or what is beside it: false only where nobody who reads its cookies, in whatever
 * way, finds one. Of two cookies with one name some take the first and some the last, an empty one among them.
 */
export function bringsActing(headers: Headers): boolean {
  return headers.get('cookie')?.includes(COOKIE) === true;
}

/** What a browser keeps from the moment that it acts as somebody. */
export function actingCookies(token: string, mark: ActingMark): CookieWrites {
  return [write(COOKIE, token, true), ...markCookies(mark)];
}

/** What a browser is told of the acting that it has. */
export function markCookies(mark: ActingMark): CookieWrites {
  return [write(MARK_COOKIE, markOf(mark), false)];
}

/** Takes all of it away. */
export function actingRemovals(): CookieWrites {
  return [write(COOKIE, '', true), write(MARK_COOKIE, '', false)];
}

/** Which acting it is, and whether it may change things. */
export type ActingMark = { id: string; mayWrite: boolean };

/** The mark as the cookie has it and as pages compare it. */
export function markOf({ id, mayWrite }: ActingMark): string {
  return mayWrite ? `${id}.may-change` : id;
}

/** Name of the cookie with the mark, for the scripts of our pages. */
export function markCookieName(): string {
  return nameOf(MARK_COOKIE);
}

// As that of the session: over https no neighbouring host can set it.
function nameOf(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

function isSecure(): boolean {
  return env().APP_URL.startsWith('https:');
}

function cookieOf(headers: Headers, name: string): string | null {
  const wanted = nameOf(name);
  return cookiesIn(headers.get('cookie')).find((cookie) => cookie.name === wanted)?.value || null;
}

function write(name: string, value: string, httpOnly: boolean): CookieWrites[number] {
  const maxAge = value === '' ? 0 : COOKIE_SECONDS;
  const options = { path: '/', httpOnly, sameSite: 'strict', secure: isSecure(), maxAge } as const;
  return { name: nameOf(name), value, options };
}
