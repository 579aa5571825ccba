import { asService, Prisma, type Transaction, type WebhookEventStatus } from '@/lib/db';
import { logger } from '@/lib/observability';
import { customerOf, eventSchema } from './event-facts';
import { nudgeWorker } from './nudge';
import { firstStatus } from './store-event';

/** Which stored events: some by their ids, or all of a status, narrowed by type and by when they were received. */
export type ReplaySelection =
  | { ids: readonly string[] }
  | {
      status: WebhookEventStatus;
      /** A type such as `invoice.paid`, or a family such as `invoice.*`. */
      type?: string;
      /** Only what was received at or after this. */
      since?: Date;
    };

/**
 * What became of the selected events: due again now; passed over, because they wait for the worker anyway, ask for
 * nothing or are not for our key; and how many of the given ids are of no stored event.
 */
export type ReplayReport = { replayed: number; passedOver: number; unknown: number };

/**
 * Makes stored events due again, as if Stripe had just sent them, with their attempts counted anew: processed ones, dead
 * ones, and failed ones without waiting for their next turn. What an event means is decided again, so that a version
 * that learned to act on a type can be given the events that came before it. Twice, or beside a running worker, does no
 * harm: processing is a look at Stripe's present state.
 * @param reason who wants it and why, for the log; no personal data
 */
export async function replayWebhookEvents(selection: ReplaySelection, reason: string): Promise<ReplayReport> {
  const report: ReplayReport = { replayed: 0, passedOver: 0, unknown: 0 };
  let seen = 0;
  let after = '';
  for (;;) {
    const last = await asService('billing.webhook_replay', async (tx) => {
      const page = await pageOf(tx, selection, after);
      for (const event of page) {
        const replayed = await replayOne(tx, event);
        if (replayed) report.replayed += 1;
        else report.passedOver += 1;
      }
      if (page.length > 0) await nudgeWorker(tx);
      seen += page.length;
      return page.at(-1);
    });
    if (!last) break;
    after = last.id;
  }
  if ('ids' in selection) report.unknown = new Set(selection.ids).size - seen;
  logger.info({ reason, selection, ...report }, 'webhook events replayed');
  return report;
}

const pageSize = 100;

type StoredEvent = { id: string; payload: Prisma.JsonValue };

// By id, so that the pages do not shift while the rows of the former ones change their status.
function pageOf(tx: Transaction, selection: ReplaySelection, after: string): Promise<StoredEvent[]> {
  const conditions =
    'ids' in selection
      ? [Prisma.sql`id = any(${[...selection.ids]})`]
      : [
          Prisma.sql`status = ${selection.status}::app.webhook_event_status`,
          ...(selection.type === undefined ? [] : [typeCondition(selection.type)]),
          ...(selection.since === undefined ? [] : [Prisma.sql`received_at >= ${selection.since}`]),
        ];
  return tx.$queryRaw<StoredEvent[]>`
    select id, payload from app.webhook_events
    where ${Prisma.join([...conditions, Prisma.sql`id collate "C" > ${after} collate "C"`], ' and ')}
    order by id collate "C" limit ${pageSize}`;
}

function typeCondition(type: string): Prisma.Sql {
  return type.endsWith('.*')
    ? Prisma.sql`starts_with(type, ${type.slice(0, -1)})`
    : Prisma.sql`type = ${type}`;
}

async function replayOne(tx: Transaction, { id, payload }: StoredEvent): Promise<boolean> {
  const { success, data: facts } = eventSchema.safeParse(payload);
  if (!success) return false;
  // Nobody would ever be done with an event that leads to no customer: it must not become work.
  if (firstStatus(facts).status !== 'received') return false;
  const updated = await tx.$executeRaw`
    update app.webhook_events
    set status = 'received', stripe_customer_id = ${customerOf(facts)}, attempts = 0, next_attempt_at = now(),
        error = null, processed_at = null, duration_ms = null
    where id = ${id} and status <> 'received'`;
  return updated > 0;
}
