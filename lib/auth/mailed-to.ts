import { cookies } from 'next/headers';
import { env } from '@/lib/env';

const COOKIE = 'foothold-mailed-to';
// Of one path alone, which the stricter prefix does not allow.
const cookieName = () => (env().APP_URL.startsWith('https:') ? `__Secure-${COOKIE}` : COOKIE);

/** Remembers for the next page where a mail went. A cookie, since an address does not belong into a URL or a log. */
export async function rememberMailedTo(email: string): Promise<void> {
  (await cookies()).set(cookieName(), email, {
    path: '/check-email',
    httpOnly: true,
    sameSite: 'lax',
    secure: env().APP_URL.startsWith('https:'),
    maxAge: 60 * 60,
  });
}

/** Where the last mail went, as {@link rememberMailedTo} noted. Comes from the browser: for showing only. */
export async function mailedTo(): Promise<string | undefined> {
  return (await cookies()).get(cookieName())?.value;
}
