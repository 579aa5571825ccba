import { z } from 'zod';
import { equalTo, listObjects } from '../api/list';
import { paging, range, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';

/** Payment intents are made by Checkout and renewals, and read here. */
export const paymentIntentRoutes = [
  route({
    method: 'GET',
    path: '/v1/payment_intents',
    params: z.strictObject({ ...paging, created: range().optional(), customer: text().optional() }),
    paramsType: 'PaymentIntentListParams',
    handle: (context, params) =>
      listObjects(
        context,
        'payment_intent',
        '/v1/payment_intents',
        params,
        equalTo({ customer: params.customer }),
      ),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_intents/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'payment_intent', id),
  }),
];
