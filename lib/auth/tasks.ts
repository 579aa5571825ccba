import { endExpiredKeys } from './api-keys';
import { forgetSessions } from './sessions/forget-sessions';

/** What the worker does for accounts, sessions and keys. Each task finds by itself what there is to do. */
export const authTasks = [
  {
    name: 'auth.end_expired_keys',
    cron: '* * * * *',
    run: async () => {
      await endExpiredKeys();
    },
  },
  {
    name: 'auth.forget_sessions',
    cron: '23 4 * * *',
    run: async () => {
      await forgetSessions();
    },
  },
];
