import { NextResponse } from 'next/server';
import { nextPathOf, withRequestHeaders } from '@/lib/auth';
import { finishGoogle, type GoogleOutcome, noteGoogleConnected } from '@/lib/auth/accounts';
import { supabaseServer } from '@/lib/auth/server';
import { env } from '@/lib/env';

/** Where Google's sign-in sends people back to; what it says becomes a notice on the page that they began from. */
export function GET(request: Request): Promise<Response> {
  return withRequestHeaders(request.headers, async () => {
    const query = new URL(request.url).searchParams;
    const { APP_URL } = env();
    const client = await supabaseServer();
    const outcome = await finishGoogle(client, {
      code: query.get('code'),
      error: query.get('error'),
      errorCode: query.get('error_code'),
    });
    const next = nextPathOf(query.get('next') ?? undefined, APP_URL);
    const isConnecting = query.get('for') === 'connecting';
    if (isConnecting && outcome === 'signed-in') await noteGoogleConnected(client);
    const path = isConnecting ? connectedPath(outcome) : signedInPath(outcome, next);
    return NextResponse.redirect(new URL(path, APP_URL), 303);
  });
}

function signedInPath(outcome: GoogleOutcome, next: string): string {
  return outcome === 'signed-in'
    ? next
    : `/sign-in?notice=${notices[outcome]}&next=${encodeURIComponent(next)}`;
}

function connectedPath(outcome: GoogleOutcome): string {
  if (outcome === 'suspended') return '/sign-in?notice=suspended';
  return `/account/security?notice=google-${connected[outcome]}`;
}

const connected: Record<Exclude<GoogleOutcome, 'suspended'>, string> = {
  'signed-in': 'connected',
  canceled: 'canceled',
  unverified: 'failed',
  taken: 'taken',
  over: 'failed',
  failed: 'failed',
};

const notices: Record<Exclude<GoogleOutcome, 'signed-in'>, string> = {
  canceled: 'google-canceled',
  unverified: 'google-unverified',
  suspended: 'suspended',
  taken: 'google-failed',
  over: 'link-over',
  failed: 'google-failed',
};
