import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { SkipLink } from '@/components/shell/skip-link';
import { ThemeProvider } from '@/components/theme/theme-provider';
import { Toaster } from '@/components/ui/toast';
import { TooltipProvider } from '@/components/ui/tooltip';
import { CONTENT_SECURITY_POLICY, nonceIn } from '@/lib/auth/edge';
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
 * What every page has: language, fonts, theme, skip link, tooltips and toasts. It reads the nonce of the request, so
 * that every page is made per request: of one that was made before, the browser would run no script.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = nonceIn((await headers()).get(CONTENT_SECURITY_POLICY));
  // The theme's class is set on <html> before React starts, hence the suppressed warning, for that element only.
  return (
    <html lang="en" suppressHydrationWarning className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body className="min-h-dvh">
        <ThemeProvider nonce={nonce}>
          <SkipLink />
          <TooltipProvider>{children}</TooltipProvider>
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  );
}
