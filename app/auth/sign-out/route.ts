import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { isSameOrigin, sessionTokensIn } from '@/lib/auth';
import { signOut } from '@/lib/auth/accounts';
import { sessionRemovals } from '@/lib/auth/edge';
import { env } from '@/lib/env';
import { problemFrom, problemResponse, problems } from '@/lib/http';
import { requestIdFrom, withRequestId } from '@/lib/observability';

/** Signs this browser out. POST only, from a page of this site: no link or image elsewhere can do it. */
export function POST(request: Request): Promise<Response> {
  return withRequestId(requestIdFrom(request.headers), async () => {
    const { APP_URL } = env();
    if (!isSameOrigin(request.headers, new URL(APP_URL).origin)) {
      return problemResponse(problemFrom(problems.forbidden('Sign out on a page of this site.')));
    }
    const store = await cookies();
    const tokens = sessionTokensIn(store.getAll());
    if (tokens) await signOut(tokens.accessToken);
    for (const { name, value, options } of sessionRemovals(store.getAll())) store.set(name, value, options);
    return NextResponse.redirect(new URL('/sign-in?notice=signed-out', APP_URL), 303);
  });
}
