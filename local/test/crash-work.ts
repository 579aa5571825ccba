import { setTimeout as sleep } from 'node:timers/promises';
import { backgroundTasks } from '@/lib/operations';

// Stands for a worker whose minutes pass quickly, until it is killed: runs the tasks of usage over and over.

const tasks = backgroundTasks.filter(
  ({ name }) => name.startsWith('usage.') || name === 'billing.report_usage',
);

for (let passes = 0; ; passes++) {
  for (const { name, run } of tasks) {
    await run().catch((error: unknown) =>
      console.error(`${name}: ${error instanceof Error ? error.stack : error}`),
    );
  }
  if (passes === 0) console.log('ready');
  await sleep(50);
}
