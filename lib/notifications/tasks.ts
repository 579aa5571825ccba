import { NOTICE_CHANNEL } from '@/lib/billing';
import { sendDueNotices } from './send-due-notices';

/** What the worker does for notifications: mails at once what was just noted, and on schedule what was missed. */
export const notificationTasks = [
  {
    name: 'notifications.send_notices',
    cron: '* * * * *',
    channel: NOTICE_CHANNEL,
    run: async () => {
      await sendDueNotices();
    },
  },
];
