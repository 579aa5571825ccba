'use client';

import { Bell } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { AppNotification } from '@/lib/jobs/notifications';
import { Button } from '../ui/button';
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '../ui/popover';
import { toast } from '../ui/toast';
import { NotificationList } from './notification-list';
import { useNotifications } from './notifications-provider';

/** What is shown: nothing yet, what came, or that nothing did. */
type Shown = readonly AppNotification[] | 'loading' | 'failed';

/** How many notifications are unread, and the newest of them. */
export function NotificationBell({ align }: { align: 'start' | 'end' }) {
  const { unread, load, markRead, mayMark } = useNotifications();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<Shown>('loading');

  const show = async () => {
    setShown('loading');
    try {
      setShown((await load()).notifications);
    } catch {
      setShown('failed');
    }
  };
  const read = async (which: { ids: string[] } | { upTo: string }) => {
    try {
      await markRead(which);
      setShown((current) => (typeof current === 'string' ? current : markedIn(current, which)));
    } catch {
      toast.error('That could not be marked as read', { description: 'Try again in a moment.' });
    }
  };
  const newest = typeof shown === 'string' ? undefined : shown[0];

  return (
    <Popover
      open={open}
      onOpenChange={(isOpen) => {
        setOpen(isOpen);
        if (isOpen) void show();
      }}
    >
      <PopoverTrigger>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`}
        >
          <Bell aria-hidden="true" />
          {unread > 0 ? (
            <span
              aria-hidden="true"
              className="tabular absolute -top-0.5 -right-0.5 flex h-4 min-w-4 items-center justify-center rounded-full bg-primary px-1 font-semibold text-[0.625rem] text-primary-foreground leading-none"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          ) : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Notifications" align={align}>
        <div className="flex h-11 shrink-0 items-center justify-between gap-3 border-b pr-2 pl-4">
          <h2 className="font-semibold text-sm">Notifications</h2>
          {newest && unread > 0 && mayMark ? (
            <Button variant="ghost" size="sm" onClick={() => read({ upTo: newest.id })}>
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
                setOpen(false);
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
      </PopoverContent>
    </Popover>
  );
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
