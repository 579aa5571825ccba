import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import { paging, text, timestamp } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import { usageOf } from '../meters/usage';

type Meter = StoredObjects['billing.meter'];

const createParams = z.strictObject({
  customer_mapping: z.strictObject({ event_payload_key: text().min(1), type: z.literal('by_id') }).optional(),
  default_aggregation: z.strictObject({ formula: z.enum(['count', 'last', 'sum']) }),
  display_name: text().min(1).max(250),
  event_name: text().min(1).max(100),
  value_settings: z.strictObject({ event_payload_key: text().min(1) }).optional(),
});

export const meterRoutes = [
  route({
    method: 'POST',
    path: '/v1/billing/meters',
    params: createParams,
    paramsType: 'Billing.MeterCreateParams',
    handle: createMeter,
  }),
  route({
    method: 'GET',
    path: '/v1/billing/meters',
    params: z.strictObject({ ...paging, status: z.enum(['active', 'inactive']).optional() }),
    paramsType: 'Billing.MeterListParams',
    handle: (context, params) =>
      listObjects(context, 'billing.meter', '/v1/billing/meters', params, equalTo({ status: params.status })),
  }),
  route({
    method: 'GET',
    path: '/v1/billing/meters/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'billing.meter', id),
  }),
  route({
    method: 'POST',
    path: '/v1/billing/meters/:id',
    params: z.strictObject({ display_name: text().min(1).max(250).optional() }),
    paramsType: 'Billing.MeterUpdateParams',
    handle: (context, params, [id]) => {
      const before = find(context.store, 'billing.meter', id);
      return save(context, before, { display_name: params.display_name ?? before.display_name });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/billing/meters/:id/deactivate',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => setActive(context, find(context.store, 'billing.meter', id), false),
  }),
  route({
    method: 'POST',
    path: '/v1/billing/meters/:id/reactivate',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => setActive(context, find(context.store, 'billing.meter', id), true),
  }),
  route({
    method: 'GET',
    path: '/v1/billing/meters/:id/event_summaries',
    params: z.strictObject({
      ...paging,
      customer: text(),
      end_time: timestamp(),
      start_time: timestamp(),
      value_grouping_window: z.enum(['day', 'hour']).optional(),
    }),
    paramsType: 'Billing.MeterListEventSummariesParams',
    handle: (context, params, [id]) => summaries(context, find(context.store, 'billing.meter', id), params),
  }),
];

function createMeter(context: Context, params: z.output<typeof createParams>): Meter {
  const taken = context.store
    .all('billing.meter', equalTo({ event_name: params.event_name }))
    .find(({ status }) => status === 'active');
  if (taken !== undefined) {
    throw invalidRequest(
      `An active meter with the event name ${params.event_name} already exists: ${taken.id}.`,
      {
        param: 'event_name',
      },
    );
  }
  const now = context.clock.now();
  const meter: Meter = {
    id: newId('mtr_test', 24),
    object: 'billing.meter',
    created: now,
    customer_mapping: params.customer_mapping ?? { event_payload_key: 'stripe_customer_id', type: 'by_id' },
    default_aggregation: params.default_aggregation,
    display_name: params.display_name,
    event_name: params.event_name,
    event_time_window: null,
    livemode: false,
    status: 'active',
    status_transitions: { deactivated_at: null },
    updated: now,
    value_settings: params.value_settings ?? { event_payload_key: 'value' },
  };
  context.store.insert('billing.meter', meter);
  context.events.emit(context.cause, 'billing.meter.created', meter);
  return meter;
}

function setActive(context: Context, before: Meter, active: boolean): Meter {
  const status = active ? 'active' : 'inactive';
  if (before.status === status) throw invalidRequest(`The meter is already ${status}.`);
  const deactivated_at = active ? null : context.clock.now();
  return save(context, before, { status, status_transitions: { deactivated_at } });
}

function save(context: Context, before: Meter, change: Partial<Meter>): Meter {
  const meter = { ...before, ...change, updated: context.clock.now() };
  context.store.save('billing.meter', meter);
  const type =
    before.status === meter.status
      ? 'billing.meter.updated'
      : meter.status === 'active'
        ? 'billing.meter.reactivated'
        : 'billing.meter.deactivated';
  context.events.emit(context.cause, type, meter, type === 'billing.meter.updated' ? before : undefined);
  return meter;
}

type Window = {
  customer: string;
  start_time: number;
  end_time: number;
  value_grouping_window?: 'day' | 'hour' | undefined;
};

/** What was used, as one figure or one for each hour or UTC day that had any; newest first. */
function summaries(context: Context, meter: Meter, wanted: Window) {
  find(context.store, 'customer', wanted.customer, 'customer');
  const step = { day: 86_400, hour: 3_600 }[wanted.value_grouping_window ?? 'hour'];
  const unit = wanted.value_grouping_window === 'day' ? step : 60;
  for (const param of ['start_time', 'end_time'] as const) {
    if (wanted[param] % unit !== 0) {
      throw invalidRequest(`${param} must be aligned with ${unit === 60 ? 'minute' : 'day'} boundaries.`, {
        param,
      });
    }
  }
  const windows: { start: number; end: number }[] = [];
  if (wanted.value_grouping_window === undefined) {
    windows.push({ start: wanted.start_time, end: wanted.end_time });
  } else {
    for (let start = wanted.start_time; start < wanted.end_time; start += step) {
      windows.unshift({ start, end: Math.min(start + step, wanted.end_time) });
    }
  }
  const data = windows.flatMap((window) => {
    const value = usageOf(context, meter, wanted.customer, window);
    return value === 0 ? [] : [summary(meter, window, value)];
  });
  return { object: 'list', data, has_more: false, url: `/v1/billing/meters/${meter.id}/event_summaries` };
}

function summary(meter: Meter, window: { start: number; end: number }, value: number) {
  return {
    id: newId('mtrusg_test', 24),
    object: 'billing.meter_event_summary',
    aggregated_value: value,
    end_time: window.end,
    livemode: false,
    meter: meter.id,
    start_time: window.start,
  };
}
