import { type NotificationPage, notificationPageIn } from './notification-page';

/** How many the bell shows; older ones are no news. */
const SHOWN = 15;

/** The newest of what the person was told. @throws Error when the server does not answer with it */
export async function fetchNotifications(): Promise<NotificationPage> {
  const answer = await fetch(`/api/notifications?limit=${SHOWN}`);
  const page = answer.ok ? notificationPageIn(await answer.json()) : null;
  if (!page) throw new Error(`The list was answered ${answer.status}.`);
  return page;
}

/** Marks as read. @returns how many are unread still @throws Error when the server does not do it */
export async function sendRead(which: { ids: string[] } | { upTo: string }): Promise<number> {
  const answer = await fetch('/api/notifications/read', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(which),
    // Also where the page is left for what was read.
    keepalive: true,
  });
  if (!answer.ok) throw new Error(`Reading was answered ${answer.status}.`);
  const { unread } = await answer.json();
  return Number(unread);
}
