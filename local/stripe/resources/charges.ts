import { z } from 'zod';
import { equalTo, listObjects } from '../api/list';
import { paging, range, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';

/** Charges are made by Checkout and renewals, and read here. */
export const chargeRoutes = [
  route({
    method: 'GET',
    path: '/v1/charges',
    params: z.strictObject({
      ...paging,
      created: range().optional(),
      customer: text().optional(),
      payment_intent: text().optional(),
    }),
    paramsType: 'ChargeListParams',
    handle: (context, params) => {
      const { customer, payment_intent } = params;
      return listObjects(context, 'charge', '/v1/charges', params, equalTo({ customer, payment_intent }));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/charges/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'charge', id),
  }),
];
