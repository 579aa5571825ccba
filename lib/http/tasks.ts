import { forgetKeys } from './forget-keys';

/** What the worker does for requests. */
export const httpTasks = [
  {
    name: 'http.forget_keys',
    cron: '31 4 * * *',
    run: async () => {
      await forgetKeys();
    },
  },
];
