import { PgBoss } from 'pg-boss';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { logger, traced, withTask } from '@/lib/observability';
import type { BackgroundTask } from '@/lib/operations';
import { type Listener, listen } from './listen';
import { type SingleFlight, singleFlight } from './single-flight';

/** A running worker. `stop` lets what is under way finish, for at most eight seconds. */
export type Worker = { stop: () => Promise<void> };

/**
 * Runs background tasks: on their schedule by pg-boss, which among any number of workers gives each turn to one, and
 * at once when their channel is notified.
 * @throws Error when the database cannot be reached or its schema `pgboss` is not there
 */
export async function startWorker(tasks: readonly BackgroundTask[]): Promise<Worker> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    application_name: 'foothold-worker',
    // The migration made it; the login role may not make schemas.
    createSchema: false,
    max: 4,
  });
  boss.on('error', (err) => logger.error({ err }, 'background queue'));
  await boss.start();
  const flights = new Map<BackgroundTask, SingleFlight>();
  for (const task of tasks) {
    const flight = singleFlight(() =>
      withTask(task.name, () => traced(`task ${task.name}`, {}, () => logged(task))),
    );
    flights.set(task, flight);
    await schedule(boss, task, flight);
  }
  const listener = hear(flights);
  logger.info({ tasks: tasks.map(({ name }) => name) }, 'worker ready');
  return {
    stop: async () => {
      await listener.stop();
      await boss.stop({ graceful: true, timeout: stopMs });
      await Promise.all([...flights.values()].map((flight) => flight.idle()));
      await disconnect();
    },
  };
}

const stopMs = 8_000;

async function schedule(boss: PgBoss, task: BackgroundTask, flight: SingleFlight): Promise<void> {
  // `short`: a turn that was not taken yet is not queued again, so that turns do not pile up while no worker runs.
  await boss.createQueue(task.name, { policy: 'short', retryLimit: 0 });
  await boss.schedule(task.name, task.cron, null, { tz: 'UTC' });
  await boss.work(task.name, { pollingIntervalSeconds: 2 }, () => flight.ask());
}

function hear(flights: ReadonlyMap<BackgroundTask, SingleFlight>): Listener {
  const byChannel = new Map<string, SingleFlight>();
  for (const [task, flight] of flights) if (task.channel) byChannel.set(task.channel, flight);
  return listen(env().DATABASE_URL, [...byChannel.keys()], (channel) => {
    // A failure is logged by the run itself, and the schedule brings the next one.
    byChannel
      .get(channel)
      ?.ask()
      .catch(() => {});
  });
}

async function logged(task: BackgroundTask): Promise<void> {
  try {
    await task.run();
  } catch (err) {
    logger.error({ err }, 'background task failed');
    throw err;
  }
}
