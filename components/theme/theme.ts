import { useSyncExternalStore } from 'react';
import { whenIdle } from '../ui/when-idle';
import { DARK, THEME_COOKIE, type Theme, themeOf } from './theme-cookie';

/**
 * The chosen theme, and what chooses one for this browser; `system` on the server. The choice stands in this browser's store,
 * of which other tabs are told, and in a cookie, so that the server makes pages as they are to be shown.
 */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  return { theme: useSyncExternalStore(subscribe, chosenTheme, () => 'system'), setTheme };
}

/**
 * Follows the system and the choices of other tabs.
 * @param given what the page was made with
 * @returns what ends that
 */
export function keepTheme(given: Theme): () => void {
  const system = matchMedia(DARK);
  const otherTab = ({ key }: StorageEvent) => {
    if (key !== THEME_COOKIE) return;
    unstored = null;
    changed();
  };
  system.addEventListener('change', show);
  window.addEventListener('storage', otherTab);
  // A cookie can be lost while the store is not. To read the store the first time waits for another process of the browser.
  const callOff = whenIdle(() => {
    if (chosenTheme() === given) return;
    keepCookie(chosenTheme());
    show();
  });
  return () => {
    callOff();
    system.removeEventListener('change', show);
    window.removeEventListener('storage', otherTab);
  };
}

const YEAR_S = 365 * 86_400;

const listeners = new Set<() => void>();

/** What was chosen where this browser stores nothing. */
let unstored: Theme | null = null;

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

function chosenTheme(): Theme {
  if (unstored) return unstored;
  try {
    return themeOf(localStorage.getItem(THEME_COOKIE));
  } catch {
    return 'system';
  }
}

function setTheme(theme: Theme): void {
  try {
    localStorage.setItem(THEME_COOKIE, theme);
    unstored = null;
  } catch {
    unstored = theme;
  }
  keepCookie(theme);
  changed();
}

function keepCookie(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the store of cookies, and the next page is to know
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

function changed(): void {
  show();
  for (const tell of listeners) tell();
}

/** Shows what holds now. All at once: colours that move have no transition on the way. */
function show(): void {
  const theme = chosenTheme();
  const dark = theme === 'dark' || (theme === 'system' && matchMedia(DARK).matches);
  const { classList } = document.documentElement;
  if (classList.contains('dark') === dark) return;
  classList.add('without-transitions');
  classList.toggle('dark', dark);
  // Two frames: the first one has the new colours, and none moves to them any more in the second.
  requestAnimationFrame(() => requestAnimationFrame(() => classList.remove('without-transitions')));
}
