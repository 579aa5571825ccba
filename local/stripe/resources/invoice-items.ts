import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import { flag, paging, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';
import type { Condition } from '../core/store';

/** Invoice items are made by prorations; here they are read, and taken back while they wait. */
export const invoiceItemRoutes = [
  route({
    method: 'GET',
    path: '/v1/invoiceitems',
    params: z.strictObject({
      ...paging,
      customer: text().optional(),
      invoice: text().optional(),
      pending: flag().optional(),
    }),
    paramsType: 'InvoiceItemListParams',
    handle: (context, { pending, ...params }) => {
      const { customer, invoice } = params;
      const conditions = equalTo({ customer, invoice });
      // A pending one is on no invoice yet; every invoice's id starts alike.
      const waiting: Condition[] =
        pending === undefined
          ? []
          : [pending ? { field: 'invoice', isNull: true } : { field: 'invoice', startsWith: 'in_' }];
      return listObjects(context, 'invoiceitem', '/v1/invoiceitems', params, [...conditions, ...waiting]);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/invoiceitems/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'invoiceitem', id),
  }),
  route({
    method: 'DELETE',
    path: '/v1/invoiceitems/:id',
    params: z.strictObject({}),
    handle: ({ store, events, cause }, _params, [id]) => {
      const item = find(store, 'invoiceitem', id);
      if (item.invoice !== null) {
        throw invalidRequest('This invoice item is attached to an invoice and cannot be deleted.');
      }
      store.markDeleted('invoiceitem', id);
      events.emit(cause, 'invoiceitem.deleted', item);
      return { id, object: 'invoiceitem', deleted: true };
    },
  }),
];
