import { ACCOUNT_NOTICE_CHANNEL } from '@/lib/auth';
import { NOTICE_CHANNEL } from '@/lib/billing';
import { MEMBER_NOTICE_CHANNEL } from '@/lib/organizations';
import { USAGE_ALERT_CHANNEL } from '@/lib/usage';
import { sendDueAccountNotices } from './send-due-account-notices';
import { sendDueAlerts } from './send-due-alerts';
import { sendDueNotices } from './send-due-notices';
import { sendMemberNotices } from './send-member-notices';

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
  {
    name: 'notifications.send_account_notices',
    cron: '* * * * *',
    channel: ACCOUNT_NOTICE_CHANNEL,
    run: async () => {
      await sendDueAccountNotices();
    },
  },
  {
    name: 'notifications.send_usage_alerts',
    cron: '* * * * *',
    channel: USAGE_ALERT_CHANNEL,
    run: async () => {
      await sendDueAlerts();
    },
  },
  {
    name: 'notifications.send_member_notices',
    cron: '* * * * *',
    channel: MEMBER_NOTICE_CHANNEL,
    run: async () => {
      await sendMemberNotices();
    },
  },
];
