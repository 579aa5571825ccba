import { bulkTasks, statisticsTasks } from '@/lib/admin';
import { authTasks } from '@/lib/auth';
import { billingTasks } from '@/lib/billing';
import { deletionTasks } from '@/lib/deletion';
import { httpTasks } from '@/lib/http/server';
import { importTasks, reminderTasks } from '@/lib/jobs';
import { notificationTasks } from '@/lib/notifications';
import { usageTasks } from '@/lib/usage';
import type { BackgroundTask } from './background-task';

/** Everything that runs in the background, room by room: by the worker, or by `GET /api/cron/{task}` without one. */
export const backgroundTasks: readonly BackgroundTask[] = [
  ...httpTasks,
  ...authTasks,
  ...billingTasks,
  ...notificationTasks,
  ...deletionTasks,
  ...usageTasks,
  ...reminderTasks,
  ...statisticsTasks,
  ...bulkTasks,
  ...importTasks,
];
