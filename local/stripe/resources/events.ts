import { z } from 'zod';
import { listObjects } from '../api/list';
import { flag, paging, range, text } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredEvent } from '../core/objects';
import type { Condition } from '../core/store';

export const eventRoutes = [
  route({
    method: 'GET',
    path: '/v1/events',
    params: z.strictObject({
      ...paging,
      created: range().optional(),
      delivery_success: flag().optional(),
      type: text().optional(),
      types: z.array(text()).max(20, 'You may pass at most 20 event types').optional(),
    }),
    paramsType: 'EventListParams',
    handle: (context, params) => {
      const page = listObjects(context, 'event', '/v1/events', params, [
        ...(params.type === undefined ? [] : [typeCondition(params.type)]),
        ...(params.types === undefined ? [] : [{ field: 'type', oneOf: params.types }]),
        ...deliveryCondition(context, params.delivery_success),
      ]);
      return { ...page, data: page.data.map((event) => withPending(context, event)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/events/:id',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => withPending(context, find(context.store, 'event', id)),
  }),
];

// The object in an event never changes; the number of deliveries that wait does.
function withPending(context: Context, event: StoredEvent): StoredEvent {
  return { ...event, pending_webhooks: context.events.pendingDeliveries(event.id) };
}

/** A type, or a group of types such as `invoice.*`. */
function typeCondition(type: string): Condition {
  return type.endsWith('.*') ? { field: 'type', startsWith: type.slice(0, -1) } : { field: 'type', is: type };
}

function deliveryCondition(context: Context, success: boolean | undefined): Condition[] {
  if (success === undefined) return [];
  const ids = [...context.events.undeliveredEventIds()];
  return [success ? { field: 'id', noneOf: ids } : { field: 'id', oneOf: ids }];
}
