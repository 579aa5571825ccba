import { aggregateUsage } from './aggregate-usage';
import { drainApiCalls } from './api-calls/drain-api-calls';
import { billStandingOverage } from './bill-standing-overage';
import { releaseExpiredUsage } from './release-expired-usage';

/** What the worker does for usage. Each task finds by itself what there is to do. */
export const usageTasks = [
  {
    name: 'usage.release_expired',
    cron: '* * * * *',
    run: async () => {
      await releaseExpiredUsage();
    },
  },
  {
    name: 'usage.drain_api_calls',
    cron: '* * * * *',
    run: async () => {
      await drainApiCalls();
    },
  },
  {
    name: 'usage.aggregate',
    cron: '* * * * *',
    run: async () => {
      await aggregateUsage();
    },
  },
  {
    name: 'usage.bill_standing_overage',
    cron: '*/5 * * * *',
    run: async () => {
      await billStandingOverage();
    },
  },
];
