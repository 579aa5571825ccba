import { methodsNotAllowed, serve } from '@/lib/auth';
import { listNotifications } from '@/lib/jobs/notifications';
import { listNotificationsEndpoint } from '@/lib/jobs/notifications/endpoints';

export const GET = serve(listNotificationsEndpoint, ({ principal, query: { unread, ...page } }) =>
  listNotifications(principal, { ...page, unread: unread === 'true' }),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
