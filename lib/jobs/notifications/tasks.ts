import { tellDueReminders } from '../reminders/tell-due-reminders';
import { NOTIFICATION_CHANNEL } from './channel';
import { forgetNotifications } from './forget-notifications';
import { noteInterviews } from './note-interviews';
import { orderDigests } from './order-digests';
import { sendNotifications } from './send-notifications';

/** What the worker does so that nothing about a job is forgotten. Each task finds by itself what there is to do. */
export const reminderTasks = [
  {
    name: 'jobs.tell_reminders',
    cron: '* * * * *',
    run: async () => {
      await tellDueReminders();
    },
  },
  {
    name: 'jobs.tell_interviews',
    cron: '* * * * *',
    run: async () => {
      await noteInterviews();
    },
  },
  {
    name: 'jobs.order_digests',
    cron: '*/10 * * * *',
    run: async () => {
      await orderDigests();
    },
  },
  {
    name: 'jobs.send_notifications',
    cron: '* * * * *',
    channel: NOTIFICATION_CHANNEL,
    run: async () => {
      await sendNotifications();
    },
  },
  { name: 'jobs.forget_notifications', cron: '41 3 * * *', run: forgetNotifications },
];
