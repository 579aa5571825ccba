import localFont from 'next/font/local';

/**
 * The letters of Europe that are Latin, and what stands between them, in the weights that are used: all that nearly every page
 * shows, in less than a third of the package's file. Made of that, when the package has another, by fonttools: `fonttools
 * varLib.instancer Geist-Variable.woff2 wght=400:600 -o Geist.ttf`, then `pyftsubset Geist.ttf --flavor=woff2
 * --layout-features=kern,mark,mkmk,liga,calt,ccmp,locl,tnum,case --unicodes=` and the range below.
 */
export const sans = localFont({
  src: './fonts/geist-latin.woff2',
  variable: '--font-geist-sans',
  weight: '400 600',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-017F, U+0218-021B, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212',
    },
  ],
});

/** All its other letters, Cyrillic among them. Fetched where one is shown. */
export const moreSans = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-more',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0180-0217, U+021C-02C5, U+02C7-02D9, U+02DB, U+02DD-1FFF, U+2070-20AB, U+20AD-2121, U+2123-218F, U+2194-2211, U+2213-FFFF',
    },
  ],
});

/** For code and keys. Fetched where some is shown, and not ahead with every page, as the package would have it. */
export const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'Liberation Mono', 'monospace'],
});
