import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';
import { type Flag, flagSchema } from './flags';

/** Milliseconds for which a process believes what it has read: after that, a switch holds everywhere. */
export const FLAGS_MS = 1_000;

/**
 * The flags that were switched by hand, as this process read them at most {@link FLAGS_MS} ago. However many ask at
 * once, one of them reads. While the database does not answer, what was read last stands: a flag must not turn because
 * nobody could be asked.
 * @throws as the database does, when nothing was read before
 */
export async function switchedByHand(): Promise<ReadonlyMap<Flag, boolean>> {
  if (known && known.until > Date.now()) return known.flags;
  reading ??= read().finally(() => {
    reading = undefined;
  });
  return reading;
}

/** Has the next question read anew, as after a switch in this very process. */
export function forgetFlags(): void {
  generation += 1;
  // Not what was known: it is still the best answer when the database does not give another.
  if (known) known.until = 0;
  reading = undefined;
}

let known: { flags: ReadonlyMap<Flag, boolean>; until: number } | undefined;
let reading: Promise<ReadonlyMap<Flag, boolean>> | undefined;
let generation = 0;

async function read(): Promise<ReadonlyMap<Flag, boolean>> {
  const begunIn = generation;
  try {
    const rows = await asService('flags.read', (tx) => tx.featureFlag.findMany());
    const found = new Map(
      rows.flatMap(({ key, enabled }) => {
        const flag = flagSchema.safeParse(key);
        return flag.success ? [[flag.data, enabled] as const] : [];
      }),
    );
    // What was read before a switch must not be remembered after it.
    if (begunIn === generation) known = { flags: found, until: Date.now() + FLAGS_MS };
    return found;
  } catch (err) {
    if (!known) throw err;
    logger.warn({ err }, 'flags could not be read; they stay as they were');
    known.until = Date.now() + FLAGS_MS;
    return known.flags;
  }
}
