import { NextResponse } from 'next/server';
import { nextPathOf } from '@/lib/auth';
import { supabaseServer } from '@/lib/auth/server';
import { env } from '@/lib/env';

/** Where a provider sends people back: exchanges the code, which only the browser that started can (PKCE). */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const code = query.get('code');
  const { APP_URL } = env();
  const signedIn =
    code !== null && (await (await supabaseServer()).auth.exchangeCodeForSession(code)).error === null;
  const path = signedIn ? nextPathOf(query.get('next') ?? undefined, APP_URL) : '/sign-in?notice=link-over';
  return NextResponse.redirect(new URL(path, APP_URL), 303);
}
