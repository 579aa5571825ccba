import { IMPORT_CHANNEL } from './order-import';
import { removeOldImports, runImports } from './run-imports';

/** What the worker does for imports. The sweep finds what a worker that died has left. */
export const importTasks = [
  { name: 'jobs.run_imports', cron: '* * * * *', channel: IMPORT_CHANNEL, run: () => runImports() },
  { name: 'jobs.remove_old_imports', cron: '35 3 * * *', run: removeOldImports },
];
