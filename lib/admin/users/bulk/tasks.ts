import { BULK_CHANNEL } from './order-bulk';
import { runBulkOperations } from './run-bulk-operations';

/** What the worker does for orders. The sweep finds what a worker that died has left. */
export const bulkTasks = [
  {
    name: 'admin.run_bulk_operations',
    cron: '* * * * *',
    channel: BULK_CHANNEL,
    run: async () => {
      await runBulkOperations();
    },
  },
];
