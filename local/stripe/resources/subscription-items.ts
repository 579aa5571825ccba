import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { listHeld } from '../api/list';
import { paging, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';

/** Items lie inside their subscription; these routes look there. */
export const subscriptionItemRoutes = [
  route({
    method: 'GET',
    path: '/v1/subscription_items',
    params: z.strictObject({ ...paging, subscription: text() }),
    paramsType: 'SubscriptionItemListParams',
    handle: ({ store }, params) => {
      const { items } = find(store, 'subscription', params.subscription, 'subscription');
      return listHeld(items.data, '/v1/subscription_items', params);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/subscription_items/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => {
      const holder = store.all('subscription', [{ field: 'items.data', has: { key: 'id', is: id } }])[0];
      const item = holder?.items.data.find((candidate) => candidate.id === id);
      if (item === undefined) {
        throw invalidRequest(
          `Invalid subscription_item id: ${id}`,
          { code: 'resource_missing', param: 'item' },
          404,
        );
      }
      return item;
    },
  }),
];
