import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ActingWatch } from '@/components/acting/acting-watch';
import { SkipLink } from '@/components/shell/skip-link';
import { THEME_COOKIE, themeOf, themeScript } from '@/components/theme/theme-cookie';
import { ThemeKeeper } from '@/components/theme/theme-keeper';
import { Toaster } from '@/components/ui/toast';
import { type Acting as ActingAs, markCookieName, markOf } from '@/lib/auth';
import { CONTENT_SECURITY_POLICY, nonceIn } from '@/lib/auth/edge';
import { getActingForLayout } from '@/lib/auth/server';
import { raiseActingAction, stopActingAction } from './(admin)/admin/acting/actions';
import { mono, moreSans, sans } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Foothold', template: '%s · Foothold' },
  description: 'Save job postings to one board and track every application to its end.',
  applicationName: 'Foothold',
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '32x32' },
      { url: '/icon.svg', type: 'image/svg+xml' },
    ],
    apple: '/apple-icon.png',
  },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1010' },
  ],
};

/**
 * What every page has: language, fonts, theme, skip link and toasts. It reads the nonce of the request, so
 * that every page is made per request: of one that was made before, the browser would run no script. While an admin acts as
 * somebody, every page says so.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [given, acting] = [await headers(), await getActingForLayout()];
  const nonce = nonceIn(given.get(CONTENT_SECURITY_POLICY));
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  // The theme's class is set on <html> before React starts, and browsers hide a nonce, hence the suppressed warnings, for
  // those two elements only.
  return (
    <html
      lang="en"
      suppressHydrationWarning
      className={`${sans.variable} ${moreSans.variable} ${mono.variable}`}
    >
      <body className="min-h-dvh">
        <script nonce={nonce} suppressHydrationWarning>
          {themeScript(theme)}
        </script>
        <SkipLink />
        {acting ? <Acting acting={acting}>{children}</Acting> : children}
        <ActingWatch shown={acting ? markOf(acting.impersonation) : null} cookieName={markCookieName()} />
        <ThemeKeeper given={theme} />
        <Toaster />
      </body>
    </html>
  );
}

async function Acting({ acting, children }: { acting: ActingAs; children: ReactNode }) {
  const { principal, impersonation, endsAt } = acting;
  // Only an admin who acts as somebody is sent it.
  const { ActingFrame } = await import('@/components/acting/acting-frame');
  return (
    <ActingFrame
      person={{ id: principal.userId, name: principal.name, email: principal.email }}
      actorEmail={impersonation.actorEmail}
      mayWrite={impersonation.mayWrite}
      leftMs={endsAt.getTime() - Date.now()}
      raise={raiseActingAction}
      stop={stopActingAction}
    >
      {children}
    </ActingFrame>
  );
}
