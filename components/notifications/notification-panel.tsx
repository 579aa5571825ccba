'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import type { AppNotification } from '@/lib/jobs/notifications';
import { Button } from '../ui/button';
import { PopoverClose } from '../ui/popover';
import { toast } from '../ui/toast';
import { NotificationList } from './notification-list';
import { useNotifications } from './notifications-provider';

/** What is shown: nothing yet, what came, or that nothing did. */
type Shown = readonly AppNotification[] | 'loading' | 'failed';

/** The newest notifications, read anew each time that they are opened. */
export function NotificationPanel({ onLeave }: { onLeave: () => void }) {
  const { unread, load, markRead, mayMark } = useNotifications();
  const [shown, setShown] = useState<Shown>('loading');

  const show = async () => {
    setShown('loading');
    setShown(await newest(load));
  };
  useEffect(() => {
    let isOpen = true;
    void newest(load).then((found) => {
      if (isOpen) setShown(found);
    });
    return () => {
      isOpen = false;
    };
  }, [load]);
  const read = async (which: { ids: string[] } | { upTo: string }) => {
    try {
      await markRead(which);
      setShown((current) => (typeof current === 'string' ? current : markedIn(current, which)));
    } catch {
      toast.error('That could not be marked as read', { description: 'Try again in a moment.' });
    }
  };
  const first = typeof shown === 'string' ? undefined : shown[0];

  return (
    <>
      <div className="flex h-11 shrink-0 items-center justify-between gap-3 border-b pr-2 pl-4">
        <h2 className="font-semibold text-sm">Notifications</h2>
        {first && unread > 0 && mayMark ? (
          <Button variant="ghost" size="sm" onClick={() => read({ upTo: first.id })}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      <div aria-live="polite" className="min-h-24 overflow-y-auto">
        {shown === 'loading' ? (
          <p className="px-4 py-9 text-center text-muted-foreground text-sm">Loading…</p>
        ) : shown === 'failed' ? (
          <p className="flex flex-col items-center gap-3 px-4 py-6 text-center text-muted-foreground text-sm">
            They could not be loaded.
            <Button variant="secondary" size="sm" onClick={show}>
              Try again
            </Button>
          </p>
        ) : shown.length === 0 ? (
          <p className="px-4 py-9 text-center text-muted-foreground text-sm">
            Nothing yet. Reminders and interviews are told here.
          </p>
        ) : (
          <NotificationList
            notifications={shown}
            onOpen={({ id, readAt }) => {
              onLeave();
              if (readAt === null && mayMark) void read({ ids: [id] });
            }}
          />
        )}
      </div>
      <div className="flex shrink-0 justify-between gap-3 border-t px-4 py-2.5 text-13">
        <PopoverClose asChild>
          <Link href="/reminders" className="text-primary underline-offset-4 hover:underline">
            All reminders
          </Link>
        </PopoverClose>
        <PopoverClose asChild>
          <Link
            href="/account/notifications"
            className="text-muted-foreground underline-offset-4 hover:underline"
          >
            Settings
          </Link>
        </PopoverClose>
      </div>
    </>
  );
}

async function newest(load: () => Promise<{ notifications: readonly AppNotification[] }>): Promise<Shown> {
  try {
    return (await load()).notifications;
  } catch {
    return 'failed';
  }
}

function markedIn(
  notifications: readonly AppNotification[],
  which: { ids: string[] } | { upTo: string },
): AppNotification[] {
  const readAt = new Date().toISOString();
  return notifications.map((each) => {
    // Ids are made in the order of time.
    const isMeant = 'ids' in which ? which.ids.includes(each.id) : each.id <= which.upTo;
    return isMeant && each.readAt === null ? { ...each, readAt } : each;
  });
}
