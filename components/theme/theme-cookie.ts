export type Theme = 'light' | 'dark' | 'system';

/** Where a browser keeps the choice, and tells the server. */
export const THEME_COOKIE = 'foothold-theme';

/** What a browser is asked about its system. */
export const DARK = '(prefers-color-scheme: dark)';

/** The theme that is kept; whoever has chosen none has the system's. */
export function themeOf(kept: string | null | undefined): Theme {
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/**
 * Sets the class of a theme before anything is painted, as an inline script. It reads nothing that the browser keeps, for which
 * the page would wait; the server knows the choice. Were the class in the page's HTML, React would set it anew with others'.
 */
export function themeScript(theme: Theme): string {
  const dark = theme === 'system' ? `matchMedia('${DARK}').matches` : String(theme === 'dark');
  return `document.documentElement.classList.toggle('dark', ${dark})`;
}
