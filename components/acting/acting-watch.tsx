'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { whenIdle } from '../ui/when-idle';
import { markIn } from './acting-mark';
import { isBeingLeft, onOtherTab } from './other-tabs';

type ActingWatchProps = {
  /** As whom this page was made; null for whoever is signed in. */
  shown: string | null;
  /** The cookie that says as whom the browser acts by now. */
  cookieName: string;
};

/**
 * Keeps a page from showing one person's frame around another's data: where this browser acts as somebody else by now than
 * when the page was made, as after it began or ended in another tab, the page is made anew.
 */
export function ActingWatch({ shown, cookieName }: ActingWatchProps) {
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each navigation is another look
  useEffect(() => {
    const look = () => {
      if (isBeingLeft() || markIn(document.cookie, cookieName) === shown) return;
      const here = window.location.pathname + window.location.search;
      window.location.replace(`/auth/acting?next=${encodeURIComponent(here)}`);
    };
    let stopListening = () => {};
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pageshow', look);
    // To reach cookies and tabs the first time waits for other processes of the browser. It listens before it looks, so
    // that nothing is missed in between.
    const callOff = whenIdle(() => {
      stopListening = onOtherTab(look);
      look();
    });
    return () => {
      callOff();
      stopListening();
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pageshow', look);
    };
  }, [pathname, shown, cookieName]);
  return null;
}
