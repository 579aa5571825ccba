import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listHeld, listObjects } from '../api/list';
import { flag, paging, range, text } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import {
  createInvoice,
  createInvoiceParams,
  deleteDraft,
  finalizeDraft,
  sendInvoice,
  updateInvoice,
  updateInvoiceParams,
} from '../invoices/by-hand';
import { payInvoice } from '../invoices/pay';
import { previewInvoice, previewParams } from '../invoices/preview';
import { markUncollectible, voidInvoice } from '../invoices/void';
import { subscriptionOf } from '../subscriptions/after-payment';
import { dropUpdateOf } from '../subscriptions/pending-update';

const HOUR = 3_600;

export const invoiceRoutes = [
  route({
    method: 'GET',
    path: '/v1/invoices',
    params: z.strictObject({
      ...paging,
      collection_method: z.enum(['charge_automatically', 'send_invoice']).optional(),
      created: range().optional(),
      customer: text().optional(),
      status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']).optional(),
      subscription: text().optional(),
    }),
    paramsType: 'InvoiceListParams',
    handle: (context, params) => {
      const { collection_method, customer, status, subscription } = params;
      const conditions = equalTo({
        collection_method,
        customer,
        status,
        'parent.subscription_details.subscription': subscription,
      });
      return listObjects(context, 'invoice', '/v1/invoices', params, conditions);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/invoices/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'invoice', id),
  }),
  route({
    method: 'POST',
    path: '/v1/invoices',
    params: createInvoiceParams,
    paramsType: 'InvoiceCreateParams',
    handle: createInvoice,
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id',
    params: updateInvoiceParams,
    paramsType: 'InvoiceUpdateParams',
    handle: (context, params, [id]) => updateInvoice(context, find(context.store, 'invoice', id), params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/invoices/:id',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      deleteDraft(context, find(context.store, 'invoice', id));
      return { id, object: 'invoice', deleted: true };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/create_preview',
    params: previewParams,
    paramsType: 'InvoiceCreatePreviewParams',
    handle: previewInvoice,
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/finalize',
    params: z.strictObject({ auto_advance: flag().optional() }),
    paramsType: 'InvoiceFinalizeInvoiceParams',
    handle: (context, params, [id]) => {
      const draft = find(context.store, 'invoice', id);
      if (draft.status !== 'draft') throw notIn('draft', draft);
      const advances = params.auto_advance ?? draft.auto_advance;
      const next = advances ? context.clock.now() + HOUR : null;
      return finalizeDraft(context, { ...draft, auto_advance: advances }, next);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/send',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      const invoice = find(context.store, 'invoice', id);
      if (invoice.status !== 'draft' && invoice.status !== 'open') throw notIn('open', invoice);
      return sendInvoice(context, invoice);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/pay',
    params: z.strictObject({
      off_session: flag().optional(),
      paid_out_of_band: flag().optional(),
      payment_method: text().optional(),
    }),
    paramsType: 'InvoicePayParams',
    handle: (context, params, [id]) =>
      payInvoice(context, id, { method: params.payment_method, outOfBand: params.paid_out_of_band ?? false }),
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/void',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      const open = find(context.store, 'invoice', id);
      if (open.status !== 'open' && open.status !== 'uncollectible') throw notIn('open', open);
      dropUpdateOf(context, open.id, subscriptionOf(open));
      return voidInvoice(context, open);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invoices/:id/mark_uncollectible',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      const open = find(context.store, 'invoice', id);
      if (open.status !== 'open') throw notIn('open', open);
      return markUncollectible(context, open);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/invoices/:id/lines',
    params: z.strictObject(paging),
    paramsType: 'InvoiceListLineItemsParams',
    handle: ({ store }, params, [id]) =>
      listHeld(find(store, 'invoice', id).lines.data, `/v1/invoices/${id}/lines`, params),
  }),
];

function notIn(wanted: 'draft' | 'open', invoice: StoredObjects['invoice']) {
  return invalidRequest(`This invoice is ${invoice.status}; only one that is ${wanted} can be changed so.`, {
    code: 'invoice_not_editable',
  });
}
