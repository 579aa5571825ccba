'use client';

import { Bell } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button';
import { lazyPart, useLazyPart } from '../ui/lazy-part';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover';
import { useNotifications } from './notifications-provider';

const notificationPanel = lazyPart(async () => (await import('./notification-panel')).NotificationPanel);

/** How many notifications are unread, and the newest of them. */
export function NotificationBell({ align }: { align: 'start' | 'end' }) {
  const { unread } = useNotifications();
  const [open, setOpen] = useState(false);
  const NotificationPanel = useLazyPart(notificationPanel);

  return (
    <Popover
      open={open && NotificationPanel !== null}
      onOpenChange={(isOpen) => {
        if (isOpen) void notificationPanel.want();
        setOpen(isOpen);
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
        {NotificationPanel ? <NotificationPanel onLeave={() => setOpen(false)} /> : null}
      </PopoverContent>
    </Popover>
  );
}
