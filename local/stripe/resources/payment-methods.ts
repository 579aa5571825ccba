import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import { paging, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';
import { attach } from '../payments/attach';

/** Payment methods are made by Checkout or from Stripe's test methods; here they are read, attached and detached. */
export const paymentMethodRoutes = [
  route({
    method: 'GET',
    path: '/v1/payment_methods',
    params: z.strictObject({
      ...paging,
      allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
      customer: text().optional(),
      type: text().optional(),
    }),
    paramsType: 'PaymentMethodListParams',
    handle: (context, params) => {
      const { customer, type } = params;
      return listObjects(
        context,
        'payment_method',
        '/v1/payment_methods',
        params,
        equalTo({ customer, type }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v1/payment_methods/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'payment_method', id),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_methods/:id/attach',
    params: z.strictObject({ customer: text() }),
    paramsType: 'PaymentMethodAttachParams',
    handle: (context, params, [id]) => attach(context, id, params.customer),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_methods/:id/detach',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      const before = find(context.store, 'payment_method', id);
      if (before.customer === null) {
        throw invalidRequest(
          'The payment method you provided is not attached to a customer so detachment is impossible.',
        );
      }
      const method = { ...before, customer: null };
      context.store.save('payment_method', method);
      context.events.emit(context.cause, 'payment_method.detached', method, before);
      return method;
    },
  }),
];
