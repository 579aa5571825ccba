'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
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
    look();
    const stopListening = onOtherTab(look);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pageshow', look);
    return () => {
      stopListening();
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pageshow', look);
    };
  }, [pathname, shown, cookieName]);
  return null;
}
