'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { fetchNotifications, sendRead } from './notification-calls';
import type { NotificationPage } from './notification-page';

type Notifications = {
  unread: number;
  /** The newest, and asks for them anew; null while none came yet. */
  load: () => Promise<NotificationPage>;
  /** Marks some as read. @throws Error when that failed */
  markRead: (which: { ids: string[] } | { upTo: string }) => Promise<void>;
  /** Whether they may be marked: an admin who acts as the person only looks. */
  mayMark: boolean;
};

const NotificationsContext = createContext<Notifications | null>(null);

/** How often a page that is looked at asks whether there is news, in milliseconds. */
const askEveryMs = 60_000;

type NotificationsProviderProps = { unread: number; mayMark: boolean; children: ReactNode };

/** What is unread, for every bell of the page alike: as the page has it, then as asked for each minute that it is looked at. */
export function NotificationsProvider({ unread: initial, mayMark, children }: NotificationsProviderProps) {
  const [unread, setUnread] = useState(initial);
  const [given, setGiven] = useState(initial);
  // A page that was made anew knows better than what was asked before.
  if (given !== initial) {
    setGiven(initial);
    setUnread(initial);
  }

  const load = useCallback(async () => {
    const page = await fetchNotifications();
    setUnread(page.unread);
    return page;
  }, []);

  useEffect(() => {
    // All that an admin who acts as the person looks at is recorded: nothing is to be looked at that they did not ask for.
    if (!mayMark) return;
    const timer = setInterval(() => {
      // What fails is asked again in a minute; nobody waits for it.
      if (document.visibilityState === 'visible') load().catch(() => {});
    }, askEveryMs);
    return () => clearInterval(timer);
  }, [load, mayMark]);

  const value = useMemo(
    () => ({
      unread,
      load,
      mayMark,
      markRead: async (which: { ids: string[] } | { upTo: string }) => {
        setUnread(await sendRead(which));
      },
    }),
    [unread, load, mayMark],
  );
  return <NotificationsContext value={value}>{children}</NotificationsContext>;
}

/** What is unread, and how to read it. Below a {@link NotificationsProvider}. */
export function useNotifications(): Notifications {
  const value = useContext(NotificationsContext);
  if (!value) throw new Error('There is no NotificationsProvider above.');
  return value;
}
