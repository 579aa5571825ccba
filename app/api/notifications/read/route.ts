import { methodsNotAllowed, serve } from '@/lib/auth';
import { markRead } from '@/lib/jobs/notifications';
import { readNotificationsEndpoint } from '@/lib/jobs/notifications/endpoints';

export const POST = serve(readNotificationsEndpoint, ({ principal, body }) => markRead(principal, body));

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
