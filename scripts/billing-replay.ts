import { parseArgs } from 'node:util';
import { z } from 'zod';
import { replayWebhookEvents } from '@/lib/billing';
import { disconnect, WebhookEventStatus } from '@/lib/db';

/**
 * `npm run billing:replay -- evt_1 evt_2` makes stored events of Stripe due again, `-- --dead` all that were given up,
 * `-- --status processed --type 'invoice.*' --since 2026-11-20` all of a status. The worker then processes them.
 */
const usage =
  'Name events (evt_…), or --dead, or --status received|processed|failed|dead, narrowed by --type and --since.';

try {
  const selection = selectionIn(process.argv.slice(2));
  const { replayed, passedOver, unknown } = await replayWebhookEvents(selection, 'command billing:replay');
  console.log(`${replayed} due again, ${passedOver} passed over, ${unknown} not stored.`);
  if (unknown > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await disconnect();
}

function selectionIn(args: string[]): Parameters<typeof replayWebhookEvents>[0] {
  const { positionals: ids, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      dead: { type: 'boolean', default: false },
      status: { type: 'string' },
      type: { type: 'string' },
      since: { type: 'string' },
    },
  });
  const status = z.enum(WebhookEventStatus).safeParse(values.dead ? 'dead' : values.status);
  const since = z.coerce.date().optional().safeParse(values.since);
  if (ids.length > 0 && values.status === undefined && !values.dead) return { ids };
  if (ids.length > 0 || !status.success || !since.success) throw new Error(usage);
  return {
    status: status.data,
    ...(values.type === undefined ? {} : { type: values.type }),
    ...(since.data === undefined ? {} : { since: since.data }),
  };
}
