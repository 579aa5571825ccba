import { z } from 'zod';
import type { Admin } from '@/lib/auth';
import { replayPageIn, type WebhookEventFilter, webhookEventConditions } from '@/lib/billing';
import { asService, Prisma, WebhookEventStatus } from '@/lib/db';
import { decodeCursor, encodeCursor, problems } from '@/lib/http';
import { asAdmin } from '../as-admin';
import { maskedPayload } from './masked-payload';

/** An event of Stripe's as a list shows it. */
export type ShownEvent = {
  id: string;
  type: string;
  status: WebhookEventStatus;
  stripeCustomerId: string | null;
  /** Whose customer that is, while somebody's. */
  organization: { id: string; name: string } | null;
  occurredAt: string;
  receivedAt: string;
  processedAt: string | null;
  attempts: number;
  /** When it is tried again; null for one that is done with. */
  nextAttemptAt: string | null;
  error: string | null;
  /** Milliseconds that the last attempt took. */
  durationMs: number | null;
};

/** {@link ShownEvent} with what Stripe sent, without secrets. */
export type ShownEventWhole = ShownEvent & { apiVersion: string | null; livemode: boolean; payload: unknown };

/** Where to look: by what an event is known, or for one by its id. */
export type EventQuery = WebhookEventFilter & { id?: string | undefined };

/** One page of stored events, the newest first. @throws ProblemError 422 for a cursor that is not ours */
export async function listWebhookEvents(
  query: EventQuery,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ events: ShownEvent[]; nextCursor: string | null }> {
  const conditions = conditionsOf(query);
  if (cursor !== undefined) {
    const [receivedAt, id] = decodeCursor(cursor, position);
    conditions.push(Prisma.sql`(received_at, id) < (${receivedAt}::timestamptz, ${id})`);
  }
  const rows = await asService(
    'admin.webhook_events',
    (tx) => tx.$queryRaw<Row[]>`
      select ${columns}, e.received_at::text as position
      from (
        select * from app.webhook_events where ${Prisma.join([...conditions, Prisma.sql`true`], ' and ')}
        order by received_at desc, id desc limit ${limit + 1}
      ) e left join app.organizations o on o.stripe_customer_id = e.stripe_customer_id
      order by e.received_at desc, e.id desc`,
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    events: shown.map(toEvent),
    nextCursor: last ? encodeCursor(`${last.position} ${last.id}`) : null,
  };
}

/** How many stored events a filter finds. */
export function countWebhookEvents(query: EventQuery): Promise<number> {
  return asService('admin.webhook_events', async (tx) => {
    const [row] = await tx.$queryRaw<{ events: bigint }[]>`
      select count(*) as events from app.webhook_events
      where ${Prisma.join([...conditionsOf(query), Prisma.sql`true`], ' and ')}`;
    return Number(row?.events ?? 0);
  });
}

/** One event with what Stripe sent. @throws ProblemError 404 for an id of none */
export async function webhookEvent(id: string): Promise<ShownEventWhole> {
  const [row] = await asService(
    'admin.webhook_events',
    (tx) => tx.$queryRaw<(Row & { apiVersion: string | null; livemode: boolean; payload: unknown })[]>`
      select ${columns}, '' as position, e.api_version as "apiVersion", e.livemode, e.payload
      from app.webhook_events e left join app.organizations o on o.stripe_customer_id = e.stripe_customer_id
      where e.id = ${id}`,
  );
  if (!row) throw problems.notFound();
  const { apiVersion, livemode, payload } = row;
  return { ...toEvent(row), apiVersion, livemode, payload: maskedPayload(payload) };
}

/** What became of the events that were to be replayed: due again now, or passed over since they wait anyway or ask for nothing. */
export type Replayed = { replayed: number; passedOver: number };

/**
 * Makes stored events due again, see `replayWebhookEvents`: some by their ids, or all that a filter finds. Done and recorded a
 * few hundred at a time, so that what was done when it is interrupted is recorded, and the rest can be asked for again.
 * @throws ProblemError 404 for no admin, 422 without a reason
 */
export async function replayEvents(
  admin: Admin,
  selection: { ids: readonly string[] } | EventQuery,
  reason: string,
): Promise<Replayed> {
  const chosen = 'ids' in selection || selection.id === undefined ? selection : { ids: [selection.id] };
  const done: Replayed = { replayed: 0, passedOver: 0 };
  let after: string | null = '';
  while (after !== null) after = await replayNext(admin, { chosen, after, reason }, done);
  return done;
}

/**
 * {@link replayEvents} as the API is asked for it, with how many it is about; with `dryRun` only that is told.
 * @throws ProblemError 422 unless it names ids or a filter, and not both
 */
export async function replayChosen(
  admin: Admin,
  asked: {
    ids?: readonly string[] | undefined;
    filter?: EventQuery | undefined;
    reason: string;
    dryRun: boolean;
  },
): Promise<Replayed & { matching: number }> {
  const { ids, filter, reason, dryRun } = asked;
  if ((ids === undefined) === (filter === undefined)) {
    const message = 'Name the events by `ids`, or by a `filter`';
    throw problems.invalid(`${message}.`, [{ path: 'ids', message }]);
  }
  const matching = ids ? new Set(ids).size : await countWebhookEvents(filter ?? {});
  if (dryRun) return { matching, replayed: 0, passedOver: 0 };
  return { matching, ...(await replayEvents(admin, ids ? { ids } : (filter ?? {}), reason)) };
}

// As many as the record of one event has room to name.
const REPLAY_PAGE = 50;

type Round = { chosen: { ids: readonly string[] } | WebhookEventFilter; after: string; reason: string };

async function replayNext(
  admin: Admin,
  { chosen, after, reason }: Round,
  done: Replayed,
): Promise<string | null> {
  // One is looked for by its id; of many the log has all.
  const only = 'ids' in chosen && chosen.ids.length === 1 ? chosen.ids[0] : undefined;
  const target = { kind: 'webhook_event', id: only ?? null, label: only ?? null };
  const deed = { action: 'webhook_event.replayed', target, reason } as const;
  const { answer } = await asAdmin(admin, deed, async (tx) => {
    const page = await replayPageIn(tx, chosen, { after, limit: REPLAY_PAGE });
    return {
      answer: page,
      change: page.replayed === 0 ? null : { after: { events: page.ids.join(' '), count: page.replayed } },
    };
  });
  done.replayed += answer.replayed;
  done.passedOver += answer.passedOver;
  return answer.last;
}

type Row = Omit<
  ShownEvent,
  'organization' | 'occurredAt' | 'receivedAt' | 'processedAt' | 'nextAttemptAt'
> & {
  organizationId: string | null;
  organizationName: string | null;
  occurredAt: Date;
  receivedAt: Date;
  processedAt: Date | null;
  nextAttemptAt: Date;
  /** The moment it was received with all its digits. */
  position: string;
};

const columns = Prisma.sql`
  e.id, e.type, e.status::text as status, e.stripe_customer_id as "stripeCustomerId", o.id::text as "organizationId",
  o.name as "organizationName", e.occurred_at as "occurredAt", e.received_at as "receivedAt",
  e.processed_at as "processedAt", e.attempts, e.next_attempt_at as "nextAttemptAt", e.error, e.duration_ms as "durationMs"`;

function conditionsOf({ id, ...filter }: EventQuery): Prisma.Sql[] {
  return [...webhookEventConditions(filter), ...(id === undefined ? [] : [Prisma.sql`id = ${id}`])];
}

const position = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-]\d\d(:\d\d)? \S{1,255}$/)
  .transform((text) => {
    const at = text.lastIndexOf(' ');
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });

function toEvent({
  organizationId,
  organizationName,
  occurredAt,
  receivedAt,
  processedAt,
  nextAttemptAt,
  position: _,
  ...row
}: Row): ShownEvent {
  const waits = row.status === WebhookEventStatus.received || row.status === WebhookEventStatus.failed;
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    stripeCustomerId: row.stripeCustomerId,
    organization: organizationId ? { id: organizationId, name: organizationName ?? '' } : null,
    occurredAt: occurredAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    processedAt: processedAt?.toISOString() ?? null,
    attempts: row.attempts,
    nextAttemptAt: waits ? nextAttemptAt.toISOString() : null,
    error: row.error,
    durationMs: row.durationMs,
  };
}
