/**
 * A path of this site to go to after signing in, taken from untrusted input; `fallback` for anything that could
 * lead elsewhere (other origins, `//host`, back-slashes, control characters).
 */
export function safeNextPath(given: string | null | undefined, fallback = '/jobs'): string {
  if (!given || given.length > 2048 || !given.startsWith('/') || /[\\\p{Cc}]/u.test(given)) return fallback;
  const base = 'https://this.invalid';
  if (!URL.canParse(given, base)) return fallback;
  const url = new URL(given, base);
  return url.origin === base && !url.pathname.startsWith('//')
    ? url.pathname + url.search + url.hash
    : fallback;
}
