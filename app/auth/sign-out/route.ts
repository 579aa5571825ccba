import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { actingRemovals, bringsActing, isSameOrigin, sessionTokensIn, withRequestHeaders } from '@/lib/auth';
import { signOut } from '@/lib/auth/accounts';
import { sessionRemovals } from '@/lib/auth/edge';
import { env } from '@/lib/env';
import { problemFrom, problemResponse, problems, safeNextPath } from '@/lib/http';

/**
 * Signs this browser out. POST only, from a page of this site: no link or image elsewhere can do it. `next` is where the
 * person goes on once signed in again, such as with another account.
 */
export function POST(request: Request): Promise<Response> {
  return withRequestHeaders(request.headers, async () => {
    const { APP_URL } = env();
    if (!isSameOrigin(request.headers, new URL(APP_URL).origin)) {
      return problemResponse(problemFrom(problems.forbidden('Sign out on a page of this site.')));
    }
    const store = await cookies();
    const tokens = sessionTokensIn(store.getAll());
    if (tokens) await signOut(tokens.accessToken);
    // Who signs out acts as nobody either: what began in this session ends with it.
    const removals = [
      ...sessionRemovals(store.getAll()),
      ...(bringsActing(request.headers) ? actingRemovals() : []),
    ];
    for (const { name, value, options } of removals) store.set(name, value, options);
    const signIn = new URL('/sign-in?notice=signed-out', APP_URL);
    const next = safeNextPath(new URL(request.url).searchParams.get('next'), '');
    if (next) signIn.searchParams.set('next', next);
    return NextResponse.redirect(signIn, 303);
  });
}
