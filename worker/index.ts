import './give-way';
import { logger } from '@/lib/observability';
import { startTracing } from '@/lib/observability/server';
import { backgroundTasks } from '@/lib/operations';
import { serveMetrics } from './serve-metrics';
import { startWorker } from './start-worker';

// Whoever stops processes kills after ten seconds; what is cut off then is picked up again.
const giveUpMs = 9_500;

/** The background process: runs the tasks that the domains bring until it is told to stop. */
try {
  const tracing = await startTracing('foothold-worker');
  const worker = await startWorker(backgroundTasks);
  const metricsServer = await serveMetrics();
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  logger.info('worker stopping');
  setTimeout(() => process.exit(1), giveUpMs).unref();
  await metricsServer.stop();
  await worker.stop();
  await tracing.stop();
} catch (error) {
  console.error(`The worker cannot run: ${reasonOf(error)}`);
  process.exitCode = 1;
}
process.exit();

// A refused connection comes as an AggregateError without a message of its own.
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(' ');
  return error instanceof Error ? error.message : String(error);
}
