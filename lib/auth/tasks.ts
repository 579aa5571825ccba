import { endExpiredKeys } from './api-keys';

/** What the worker does for accounts and keys. Each task finds by itself what there is to do. */
export const authTasks = [
  {
    name: 'auth.end_expired_keys',
    cron: '* * * * *',
    run: async () => {
      await endExpiredKeys();
    },
  },
];
