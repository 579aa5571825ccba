import { z } from 'zod';
import { equalTo, listObjects } from '../api/list';
import { flag, paging, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';
import type { Condition } from '../core/store';
import { createItem, createItemParams, deleteItem, updateItem, updateItemParams } from '../invoices/items';

/** Invoice items are made by prorations and by hand; they can be changed until their invoice is final. */
export const invoiceItemRoutes = [
  route({
    method: 'POST',
    path: '/v1/invoiceitems',
    params: createItemParams,
    paramsType: 'InvoiceItemCreateParams',
    handle: createItem,
  }),
  route({
    method: 'POST',
    path: '/v1/invoiceitems/:id',
    params: updateItemParams,
    paramsType: 'InvoiceItemUpdateParams',
    handle: (context, params, [id]) => updateItem(context, id, params),
  }),
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
    handle: (context, _params, [id]) => {
      deleteItem(context, id);
      return { id, object: 'invoiceitem', deleted: true };
    },
  }),
];
