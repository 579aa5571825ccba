import type { Clock } from '../core/clock';
import type { Cause } from '../core/context';
import { newId } from '../core/ids';
import type { StoredEvent } from '../core/objects';
import type { Store } from '../core/store';
import type { DeliveryQueue } from './delivery-queue';
import type { EventType } from './event-types';

/** The API version of this emulator: its objects have this shape, and so have its events. */
export const API_VERSION = '2026-10-28.endive';

/** Refuses an event that the installed SDK's types do not allow. */
export type EventCheck = (event: StoredEvent) => void;

/** Records what happened and queues its delivery, in the transaction of the change itself. */
export class EventLog {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly queue: DeliveryQueue,
    private readonly check: EventCheck,
  ) {}

  /**
   * Makes an event of an object as it is now.
   * @param before the object before the change, for `*.updated`: gives `previous_attributes`
   */
  emit(cause: Cause, type: EventType, object: object, before?: object): StoredEvent {
    const endpoints = this.store
      .all('webhook_endpoint')
      .filter(
        ({ status, enabled_events: wanted }) =>
          status === 'enabled' && (wanted.includes('*') || wanted.includes(type)),
      );
    const event: StoredEvent = {
      id: newId('evt', 24),
      object: 'event',
      api_version: API_VERSION,
      created: this.clock.now(),
      data: {
        object: structuredClone({ ...object }),
        ...(before && { previous_attributes: previousAttributes({ ...before }, { ...object }) }),
      },
      livemode: false,
      pending_webhooks: endpoints.length,
      request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
      type,
    };
    this.check(event);
    this.store.insert('event', event);
    for (const endpoint of endpoints) this.queue.add(event, endpoint.id);
    return event;
  }

  /** How many deliveries of an event wait. */
  pendingDeliveries(eventId: string): number {
    return this.queue.pendingCount(eventId);
  }

  /** Events with a delivery that has not succeeded. */
  undeliveredEventIds(): Set<string> {
    return this.queue.undeliveredEventIds();
  }
}

/** The fields that changed, with their old values; groups are compared field by field, lists as a whole. */
export function previousAttributes(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[name];
    const now = after[name];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    changed[name] = isGroup(old) && isGroup(now) ? previousAttributes(old, now) : (old ?? null);
  }
  return changed;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
