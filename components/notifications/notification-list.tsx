import { AlarmClock, CalendarDays, type LucideIcon, PauseCircle } from 'lucide-react';
import Link from 'next/link';
import type { AppNotification } from '@/lib/jobs/notifications';
import { cn } from '../ui/cn';
import { agoWords } from './ago-words';

type NotificationListProps = {
  notifications: readonly AppNotification[];
  onOpen: (notification: AppNotification) => void;
};

/** What the person was told, newest first; each leads to what it is about. Drawn in the browser alone. */
export function NotificationList({ notifications, onOpen }: NotificationListProps) {
  const now = new Date();
  return (
    <ul className="divide-y">
      {notifications.map((each) => {
        const Icon = icons[each.kind];
        const isUnread = each.readAt === null;
        return (
          <li key={each.id}>
            <Link
              href={each.path}
              onClick={() => onOpen(each)}
              className="flex items-start gap-3 px-4 py-3 transition-colors -outline-offset-2 hover:bg-muted"
            >
              <Icon
                aria-hidden="true"
                className={cn('mt-0.5 size-4 shrink-0', isUnread ? 'text-primary' : 'text-subtle-foreground')}
              />
              <span className="grid min-w-0 flex-1 gap-0.5">
                <span className={cn('wrap-anywhere text-sm', isUnread && 'font-medium')}>{each.title}</span>
                <span className="wrap-anywhere text-13 text-muted-foreground">{each.text}</span>
                <time dateTime={each.createdAt} className="text-subtle-foreground text-xs">
                  {agoWords(each.createdAt, now)}
                </time>
              </span>
              {isUnread ? (
                <span className="mt-1.5 size-2 shrink-0 rounded-full bg-primary">
                  <span className="sr-only">Unread</span>
                </span>
              ) : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

const icons: Readonly<Record<AppNotification['kind'], LucideIcon>> = {
  reminder: AlarmClock,
  interview: CalendarDays,
  reminders_paused: PauseCircle,
};
