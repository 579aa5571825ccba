import { cookies, headers } from 'next/headers';

/**
 * The headers of this request with the cookies as they are by now. A page that is rendered after an action of the same
 * request would otherwise see the session from before: one that has not passed the second factor yet.
 */
export async function presentHeaders(): Promise<Headers> {
  const [present, jar] = [new Headers(await headers()), await cookies()];
  const pairs = jar.getAll().map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  if (pairs.length > 0) present.set('cookie', pairs.join('; '));
  return present;
}
