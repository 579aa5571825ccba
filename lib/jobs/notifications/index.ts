export { listNotifications, markRead, type NotificationPage, shellFactsOf } from './inbox';
export type { AppNotification, NotificationSettingsValues } from './schema';
export { notificationSettingsOf, saveNotificationSettings } from './settings';
export { unsubscribe, unsubscribeOffer } from './unsubscribe';
