import { z } from 'zod';
import { Prisma, type Transaction } from '@/lib/db';
import { decodeCursor, encodeCursor, problems } from '@/lib/http';
import { actionWords } from '../audit-actions';
import { NO_ORGANIZATION } from '../audit-event';
import type { AuditEvent, AuditFilter } from '../schema';
import { conditionsOf } from './conditions';

/** Which page: `limit` 1 to 100, 50 unless told. */
export type AuditPageAsked = { limit?: number | undefined; cursor?: string | undefined };

/** One page, newest first; `nextCursor` null is the last. */
export type AuditPage = { events: AuditEvent[]; nextCursor: string | null };

/**
 * The events that a filter finds and `tx` may see, newest first. People and organizations are by id: {@link nameAudit} says
 * what they are called.
 * @throws ProblemError 422 for a foreign cursor
 */
export async function searchAudit(
  tx: Transaction,
  filter: AuditFilter,
  { limit = 50, cursor }: AuditPageAsked = {},
): Promise<AuditPage> {
  const after = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
  const more = after ? Prisma.sql`and e.id < ${after}::uuid` : Prisma.empty;
  const events = await read(tx, Prisma.sql`${conditionsOf(filter)} ${more}`, limit + 1);
  const page = events.slice(0, limit);
  const last = page.at(-1);
  return { events: page, nextCursor: events.length > limit && last ? encodeCursor(last.id) : null };
}

/**
 * One event that `tx` may see, and the one that takes it back, if any.
 * @param organizationId in whose part of the log it has to be; null for wherever
 * @throws ProblemError 404 when it is not there, or not for `tx` to see
 */
export async function findAudit(
  tx: Transaction,
  id: string,
  organizationId: string | null,
): Promise<{ event: AuditEvent; undoneBy: string | null }> {
  const inPart = organizationId ? Prisma.sql`and e.organization_id = ${organizationId}::uuid` : Prisma.empty;
  const [event] = await read(tx, Prisma.sql`e.id = ${id}::uuid ${inPart}`, 1);
  if (!event) throw problems.notFound('There is no such event.');
  const [undoing] = await tx.$queryRaw<{ id: string }[]>`
    select e.id::text as id from app.audit_events e
    where e.target_id is not distinct from ${event.target.id} and e.undoes = ${id}::uuid
    order by e.id limit 1`;
  return { event, undoneBy: undoing?.id ?? null };
}

type Row = {
  id: string;
  occurredAt: Date;
  actorId: string | null;
  actorEmail: string | null;
  actingAs: string | null;
  via: string;
  action: string;
  targetKind: string;
  targetId: string | null;
  targetLabel: string | null;
  organizationId: string;
  userId: string | null;
  before: AuditEvent['before'];
  after: AuditEvent['after'];
  reason: string | null;
  undoes: string | null;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
};

async function read(tx: Transaction, condition: Prisma.Sql, limit: number): Promise<AuditEvent[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select e.id::text as id, e.occurred_at as "occurredAt", e.actor_id::text as "actorId",
      e.actor_email as "actorEmail", e.acting_as::text as "actingAs", e.via, e.action, e.target_kind as "targetKind",
      e.target_id as "targetId", e.target_label as "targetLabel", e.organization_id::text as "organizationId",
      e.user_id::text as "userId", e.before, e.after, e.reason, e.undoes::text as undoes, e.ip,
      e.user_agent as "userAgent", e.request_id as "requestId"
    from app.audit_events e
    where ${condition}
    order by e.id desc
    limit ${limit}`;
  return rows.map(toEvent);
}

function toEvent(row: Row): AuditEvent {
  const { id, via, action, before, after, reason, undoes, ip, userAgent, requestId } = row;
  const { organizationId } = row;
  return {
    id,
    occurredAt: row.occurredAt.toISOString(),
    actor: row.actorId === null ? null : { id: row.actorId, email: row.actorEmail },
    actingAs: row.actingAs === null ? null : { id: row.actingAs, email: null },
    via,
    action,
    summary: actionWords(action),
    target: { kind: row.targetKind, id: row.targetId, label: row.targetLabel },
    organization: organizationId === NO_ORGANIZATION ? null : { id: organizationId, name: null },
    user: row.userId === null ? null : { id: row.userId, email: null },
    before,
    after,
    reason,
    undoes,
    ip,
    userAgent,
    requestId,
  };
}
