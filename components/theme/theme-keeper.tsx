'use client';

import { useEffect } from 'react';
import { keepTheme } from './theme';
import type { Theme } from './theme-cookie';

/** Keeps the theme as the system and other tabs have it. Draws nothing, and changes nothing that the page came with. */
export function ThemeKeeper({ given }: { given: Theme }) {
  useEffect(() => keepTheme(given), [given]);
  return null;
}
