import { z } from 'zod';
import { equalTo, listObjects } from '../api/list';
import { paging, range, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';

/** Set-up intents are made by a Checkout that takes no money, and read here. */
export const setupIntentRoutes = [
  route({
    method: 'GET',
    path: '/v1/setup_intents',
    params: z.strictObject({
      ...paging,
      created: range().optional(),
      customer: text().optional(),
      payment_method: text().optional(),
    }),
    paramsType: 'SetupIntentListParams',
    handle: (context, params) => {
      const { customer, payment_method } = params;
      const conditions = equalTo({ customer, payment_method });
      return listObjects(context, 'setup_intent', '/v1/setup_intents', params, conditions);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/setup_intents/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'setup_intent', id),
  }),
];
