import { z } from 'zod';
import { equalTo, listObjects } from '../api/list';
import { paging, range, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';

/** Which payment paid which invoice. */
export const invoicePaymentRoutes = [
  route({
    method: 'GET',
    path: '/v1/invoice_payments',
    params: z.strictObject({
      ...paging,
      created: range().optional(),
      invoice: text().optional(),
      payment: z.strictObject({ payment_intent: text(), type: z.literal('payment_intent') }).optional(),
      status: z.enum(['canceled', 'open', 'paid']).optional(),
    }),
    paramsType: 'InvoicePaymentListParams',
    handle: (context, params) => {
      const { invoice, payment, status } = params;
      const conditions = equalTo({ invoice, status, 'payment.payment_intent': payment?.payment_intent });
      return listObjects(context, 'invoice_payment', '/v1/invoice_payments', params, conditions);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/invoice_payments/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'invoice_payment', id),
  }),
];
