'use client';

import { ThemeProvider as NextThemes } from 'next-themes';
import type { ReactNode } from 'react';

type ThemeProviderProps = {
  /** The request's Content-Security-Policy nonce, for the inline script that sets the theme before first paint. */
  nonce: string | undefined;
  children: ReactNode;
};

/** Light, dark or as the system says; the choice is kept in this browser. */
export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="foothold-theme"
      nonce={nonce}
    >
      {children}
    </NextThemes>
  );
}
