export { listNotifications, markRead, type NotificationPage, shellFactsOf } from './inbox';
export type { AppNotification, NotificationSettingsValues, ReadInput } from './schema';
export { notificationSettingsOf, saveNotificationSettings } from './settings';
export { unsubscribe, unsubscribeOffer } from './unsubscribe';
