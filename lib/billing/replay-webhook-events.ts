import { asService, Prisma, type Transaction, type WebhookEventStatus } from '@/lib/db';
import { logger } from '@/lib/observability';
import { customerOf, eventSchema } from './event-facts';
import { nudgeWorker } from './nudge';
import { firstStatus } from './store-event';

/** Which stored events: some by their ids, or all that a filter finds. */
export type ReplaySelection = { ids: readonly string[] } | WebhookEventFilter;

/** What stored events are looked for by; what is not named does not matter. */
export type WebhookEventFilter = {
  status?: WebhookEventStatus | undefined;
  /** A type such as `invoice.paid`, or a family such as `invoice.*`. */
  type?: string | undefined;
  /** Stripe's id of the customer that they are about. */
  customer?: string | undefined;
  /** Only what was received at or after this. */
  since?: Date | undefined;
  /** Only what was received before this. */
  until?: Date | undefined;
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
    const page = await asService('billing.webhook_replay', (tx) =>
      replayPageIn(tx, selection, { after, limit: pageSize }),
    );
    report.replayed += page.replayed;
    report.passedOver += page.passedOver;
    seen += page.replayed + page.passedOver;
    if (page.last === null) break;
    after = page.last;
  }
  if ('ids' in selection) report.unknown = new Set(selection.ids).size - seen;
  logger.info({ reason, selection, ...report }, 'webhook events replayed');
  return report;
}

/**
 * Makes the next events of a selection due again, by id from `after` on, in the caller's service transaction; otherwise as
 * {@link replayWebhookEvents}.
 * @returns what became of them, which they were, and the last id to go on from; null at the end
 */
export async function replayPageIn(
  tx: Transaction,
  selection: ReplaySelection,
  { after, limit }: { after: string; limit: number },
): Promise<{ replayed: number; passedOver: number; ids: string[]; last: string | null }> {
  const page = await pageOf(tx, selection, after, limit);
  const ids: string[] = [];
  for (const event of page) if (await replayOne(tx, event)) ids.push(event.id);
  if (ids.length > 0) await nudgeWorker(tx);
  const passedOver = page.length - ids.length;
  return { replayed: ids.length, passedOver, ids, last: page.at(-1)?.id ?? null };
}

/** The conditions of a filter on `app.webhook_events`, for a statement of one's own. */
export function webhookEventConditions({
  status,
  type,
  customer,
  since,
  until,
}: WebhookEventFilter): Prisma.Sql[] {
  return [
    ...(status === undefined ? [] : [Prisma.sql`status = ${status}::app.webhook_event_status`]),
    ...(type === undefined ? [] : [typeCondition(type)]),
    ...(customer === undefined ? [] : [Prisma.sql`stripe_customer_id = ${customer}`]),
    ...(since === undefined ? [] : [Prisma.sql`received_at >= ${since}`]),
    ...(until === undefined ? [] : [Prisma.sql`received_at < ${until}`]),
  ];
}

const pageSize = 100;

type StoredEvent = { id: string; payload: Prisma.JsonValue };

// By id, so that the pages do not shift while the rows of the former ones change their status.
function pageOf(
  tx: Transaction,
  selection: ReplaySelection,
  after: string,
  limit: number,
): Promise<StoredEvent[]> {
  const conditions =
    'ids' in selection ? [Prisma.sql`id = any(${[...selection.ids]})`] : webhookEventConditions(selection);
  return tx.$queryRaw<StoredEvent[]>`
    select id, payload from app.webhook_events
    where ${Prisma.join([...conditions, Prisma.sql`id collate "C" > ${after} collate "C"`], ' and ')}
    order by id collate "C" limit ${limit}`;
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
