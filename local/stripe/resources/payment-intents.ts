import { z } from 'zod';
import { equalTo, listObjects } from '../api/list';
import { flag, paging, range, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';
import { confirmIntent } from '../payments/confirm';

/** Payment intents are made by Checkout and invoices; here they are read, and confirmed. */
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
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/confirm',
    params: z.strictObject({
      off_session: flag().optional(),
      payment_method: text().optional(),
      return_url: text().optional(),
    }),
    paramsType: 'PaymentIntentConfirmParams',
    handle: (context, params, [id]) => confirmIntent(context, id, params.payment_method),
  }),
];
