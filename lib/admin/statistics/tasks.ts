import { rollUp } from './roll-up';

/** What the worker does for the figures of the platform. Each quarter of an hour, so that a day ends with its active users. */
export const statisticsTasks = [
  {
    name: 'statistics.roll_up',
    cron: '*/15 * * * *',
    run: async () => {
      await rollUp();
    },
  },
];
