import { GeistSans } from 'geist/font/sans';
import localFont from 'next/font/local';

export const sans = GeistSans;

/** For code and keys. Fetched where some is shown, and not ahead with every page, as the package would have it. */
export const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'Liberation Mono', 'monospace'],
});
