import { invalidRequest } from '../api/errors';
import type { Context } from '../core/context';
import type { StoredMeterEvent, StoredObjects } from '../core/objects';

const DAY = 86_400;
const OLDEST = 35 * DAY;
const FURTHEST_AHEAD = 300;

/** A meter event as a client reports it. */
export type ReportedUsage = {
  eventName: string;
  payload: Record<string, string>;
  identifier: string;
  /** Seconds since 1970. */
  timestamp: number;
};

/**
 * Takes reported usage. Stripe checks most of this a moment later and tells by a thin event; here the report itself is
 * refused, with the same codes.
 * @throws StripeError for an unknown meter or customer, a value that is no whole number, a moment outside
 * −35 days … +5 minutes, and an identifier that was used within 24 hours. Stripe promises no longer memory, so a report
 * that is repeated later counts again
 */
export function recordUsage(context: Context, usage: ReportedUsage): StoredMeterEvent {
  const { store, clock } = context;
  const meter = meterOf(context, usage.eventName);
  const now = clock.now();
  if (usage.timestamp < now - OLDEST) {
    throw refused(
      'timestamp_too_far_in_past',
      'The timestamp must be within the past 35 calendar days.',
      'timestamp',
    );
  }
  if (usage.timestamp > now + FURTHEST_AHEAD) {
    throw refused(
      'timestamp_in_future',
      'The timestamp must not be more than 5 minutes in the future.',
      'timestamp',
    );
  }
  const { latest, next } = reportsOf(context, usage.identifier);
  if (latest !== undefined && latest.created > now - DAY) {
    throw invalidRequest(`An event already exists with identifier ${usage.identifier}.`, {
      code: 'resource_already_exists',
      param: 'identifier',
    });
  }
  const event: StoredMeterEvent = {
    id: next,
    object: 'billing.meter_event',
    created: now,
    customer: customerOf(context, meter, usage.payload),
    event_name: usage.eventName,
    identifier: usage.identifier,
    livemode: false,
    payload: usage.payload,
    timestamp: usage.timestamp,
    value: reportedValue(meter, usage.payload),
  };
  store.insert('billing.meter_event', event);
  return event;
}

/** Takes usage back that was reported within the last 24 hours. @throws StripeError when there is none */
export function cancelUsage(context: Context, eventName: string, identifier: string): void {
  const { store, clock } = context;
  meterOf(context, eventName);
  const { latest: event } = reportsOf(context, identifier);
  if (event?.event_name !== eventName || store.isDeleted('billing.meter_event', event.id)) {
    throw invalidRequest(`No such meter event: '${identifier}'`, {
      code: 'resource_missing',
      param: 'cancel[identifier]',
    });
  }
  if (event.created < clock.now() - DAY) {
    throw invalidRequest('A meter event can only be canceled within 24 hours of its receipt.', {
      param: 'cancel[identifier]',
    });
  }
  // Its identifier stays taken.
  store.markDeleted('billing.meter_event', event.id);
}

/** The last report under an identifier, also one that was taken back, and the id of the one after it. */
function reportsOf(
  { store }: Context,
  identifier: string,
): { latest: StoredMeterEvent | undefined; next: string } {
  let latest: StoredMeterEvent | undefined;
  for (let count = 1; ; count += 1) {
    // Identifiers are the client's; one that looks like another's second report must not be taken for it.
    const next = `mevt ${count} ${identifier}`;
    const event = store.get('billing.meter_event', next);
    if (event === undefined) return { latest, next };
    latest = event;
  }
}

function meterOf(context: Context, eventName: string): StoredObjects['billing.meter'] {
  const meters = context.store.all('billing.meter', [{ field: 'event_name', is: eventName }]);
  const active = meters.find(({ status }) => status === 'active');
  if (active !== undefined) return active;
  if (meters.length > 0)
    throw refused('archived_meter', `The meter of ${eventName} is inactive.`, 'event_name');
  throw refused('no_meter', `No meter was found for the event name ${eventName}.`, 'event_name');
}

function customerOf(
  { store }: Context,
  meter: StoredObjects['billing.meter'],
  payload: Record<string, string>,
): string {
  const key = meter.customer_mapping.event_payload_key;
  const id = payload[key];
  if (id === undefined) {
    throw refused('meter_event_no_customer_defined', `The payload has no ${key}.`, `payload[${key}]`);
  }
  if (store.get('customer', id) === undefined || store.isDeleted('customer', id)) {
    throw refused('meter_event_customer_not_found', `No such customer: '${id}'`, `payload[${key}]`);
  }
  return id;
}

function reportedValue(meter: StoredObjects['billing.meter'], payload: Record<string, string>): number {
  if (meter.default_aggregation.formula === 'count') return 1;
  const key = meter.value_settings.event_payload_key;
  const value = payload[key];
  if (value === undefined) {
    throw refused('meter_event_value_not_found', `The payload has no ${key}.`, `payload[${key}]`);
  }
  if (!/^-?\d{1,15}$/.test(value)) {
    throw refused(
      'meter_event_invalid_value',
      `The value must be a whole number, not ${value}.`,
      `payload[${key}]`,
    );
  }
  return Number(value);
}

function refused(code: string, message: string, param: string) {
  return invalidRequest(message, { code, param });
}
