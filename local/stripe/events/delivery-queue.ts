import type { DatabaseSync } from 'node:sqlite';
import { newId } from '../core/ids';

/** One event on its way to one endpoint. */
export type Delivery = {
  id: string;
  eventId: string;
  eventType: string;
  endpointId: string;
  status: 'pending' | 'delivered' | 'failed' | 'dropped';
  attempts: number;
  /** Milliseconds since 1970 by the machine's clock. */
  dueAtMs: number;
  lastStatus: number | null;
  lastError: string | null;
};

/** Deliveries in the database: a restart goes on where the last process stopped. */
export class DeliveryQueue {
  constructor(private readonly database: DatabaseSync) {}

  /** Queues an event for an endpoint, due at once. */
  add(event: { id: string; type: string }, endpointId: string): string {
    const id = newId('del');
    this.database
      .prepare(
        'insert into deliveries (id, event_id, event_type, endpoint_id, due_at_ms) values (?, ?, ?, ?, ?)',
      )
      .run(id, event.id, event.type, endpointId, Date.now());
    return id;
  }

  /**
   * Pending deliveries that are due, oldest first.
   * @param firstDelayMs what first attempts wait in addition
   */
  due(nowMs: number, firstDelayMs: number, limit: number): Delivery[] {
    return this.#select(
      `status = 'pending' and ${DUE} <= ? order by seq limit ?`,
      firstDelayMs,
      nowMs,
      limit,
    );
  }

  /** When the next pending delivery is due, undefined when none is pending. */
  nextDueAtMs(firstDelayMs: number): number | undefined {
    const row = this.database
      .prepare(`select min(${DUE}) as at from deliveries where status = 'pending'`)
      .get(firstDelayMs);
    return typeof row?.at === 'number' ? row.at : undefined;
  }

  pendingCount(eventId?: string): number {
    const where = eventId === undefined ? '' : 'and event_id = ?';
    const row = this.database
      .prepare(`select count(*) as n from deliveries where status = 'pending' ${where}`)
      .get(...(eventId === undefined ? [] : [eventId]));
    return Number(row?.n ?? 0);
  }

  /** Newest last. */
  list(filter: { eventId?: string; limit: number }): Delivery[] {
    if (filter.eventId !== undefined) return this.#select('event_id = ? order by seq', filter.eventId);
    return this.#select('true order by seq desc limit ?', filter.limit).reverse();
  }

  /** Events of which no delivery failed or waits: what Stripe's `delivery_success` filter means. */
  undeliveredEventIds(): Set<string> {
    const rows = this.database
      .prepare("select distinct event_id from deliveries where status <> 'delivered'")
      .all();
    return new Set(rows.map((row) => String(row.event_id)));
  }

  settle(
    id: string,
    outcome: {
      status: Delivery['status'];
      lastStatus: number | null;
      lastError: string | null;
      dueAtMs: number;
    },
  ): void {
    this.database
      .prepare(
        'update deliveries set status = ?, attempts = attempts + 1, last_status = ?, last_error = ?, due_at_ms = ? where id = ?',
      )
      .run(outcome.status, outcome.lastStatus, outcome.lastError, outcome.dueAtMs, id);
  }

  #select(where: string, ...values: (string | number)[]): Delivery[] {
    return this.database
      .prepare(`select * from deliveries where ${where}`)
      .all(...values)
      .map((row) => ({
        id: String(row.id),
        eventId: String(row.event_id),
        eventType: String(row.event_type),
        endpointId: String(row.endpoint_id),
        status: toStatus(row.status),
        attempts: Number(row.attempts),
        dueAtMs: Number(row.due_at_ms),
        lastStatus: row.last_status === null ? null : Number(row.last_status),
        lastError: row.last_error === null ? null : String(row.last_error),
      }));
  }
}

const DUE = '(due_at_ms + case attempts when 0 then ? else 0 end)';

function toStatus(value: unknown): Delivery['status'] {
  return value === 'delivered' || value === 'failed' || value === 'dropped' ? value : 'pending';
}
