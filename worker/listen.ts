import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { logger } from '@/lib/observability';

/** Ends the listening and its connection. */
export type Listener = { stop: () => Promise<void> };

/**
 * Hears NOTIFY on PostgreSQL channels, on a connection of its own, and goes on by itself after the connection was
 * lost. `onNotice` is also called for every channel when a connection stands, since notices may have been missed.
 * A pooler in transaction mode lets nothing through; the schedule of the tasks is what remains then.
 */
export function listen(
  connectionString: string,
  channels: string[],
  onNotice: (channel: string) => void,
): Listener {
  let stopped = false;
  let client: Client | undefined;

  const connectOnce = async (): Promise<void> => {
    const current = new Client({
      connectionString,
      keepAlive: true,
      application_name: 'foothold-worker-listen',
    });
    client = current;
    const lost = new Promise<void>((resolve) => {
      current.on('error', () => resolve());
      current.on('end', () => resolve());
    });
    current.on('notification', ({ channel }) => onNotice(channel));
    await current.connect();
    for (const channel of channels) await current.query(`listen ${current.escapeIdentifier(channel)}`);
    for (const channel of channels) onNotice(channel);
    await lost;
    await current.end().catch(() => {});
  };

  const loop = async () => {
    while (!stopped) {
      await connectOnce().catch((err: unknown) => logger.warn({ err }, 'cannot listen for notices'));
      if (!stopped) await sleep(reconnectMs);
    }
  };
  const ended = loop();

  return {
    stop: async () => {
      stopped = true;
      await client?.end().catch(() => {});
      await ended;
    },
  };
}

const reconnectMs = 1_000;
