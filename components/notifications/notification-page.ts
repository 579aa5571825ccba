import type { NotificationPage as Page } from '@/lib/jobs/notifications';

/** The newest of what the person was told, as the API answers. */
export type NotificationPage = Pick<Page, 'notifications' | 'unread'>;

/** What of an answer the bell relies on; null for an answer that is another. */
export function notificationPageIn(answer: unknown): NotificationPage | null {
  if (typeof answer !== 'object' || answer === null) return null;
  if (!('unread' in answer) || typeof answer.unread !== 'number') return null;
  if (!('notifications' in answer) || !Array.isArray(answer.notifications)) return null;
  return { unread: answer.unread, notifications: answer.notifications };
}
