import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { listObjects } from '../api/list';
import { clearable, integer, mergeMetadata, metadata, orNull, paging, text } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { changeBalance } from '../invoices/balance';

const PATH = '/v1/customers/:id/balance_transactions';

/** What filled and used a customer's balance: invoices, and whoever changes it by hand. */
export const balanceTransactionRoutes = [
  route({
    method: 'POST',
    path: PATH,
    params: z.strictObject({
      amount: integer(),
      currency: text(),
      description: text().max(350).optional(),
      metadata: clearable(metadata()).optional(),
    }),
    paramsType: 'CustomerCreateBalanceTransactionParams',
    handle: (context, params, [id]) => {
      const customer = find(context.store, 'customer', id);
      const currency = params.currency.toLowerCase();
      if (customer.currency !== null && customer.currency !== undefined && customer.currency !== currency) {
        throw invalidRequest(`This customer pays in ${customer.currency}, not in ${currency}.`, {
          param: 'currency',
        });
      }
      return changeBalance(context, customer, params.amount, {
        type: 'adjustment',
        currency,
        description: orNull(params.description),
        metadata: mergeMetadata({}, params.metadata),
      });
    },
  }),
  route({
    method: 'GET',
    path: PATH,
    params: z.strictObject(paging),
    paramsType: 'CustomerListBalanceTransactionsParams',
    handle: (context, params, [id]) => {
      const { id: customer } = find(context.store, 'customer', id);
      const url = `/v1/customers/${customer}/balance_transactions`;
      return listObjects(context, 'customer_balance_transaction', url, params, [
        { field: 'customer', is: customer },
      ]);
    },
  }),
  route({
    method: 'GET',
    path: `${PATH}/:transaction`,
    params: z.strictObject({}),
    handle: (context, _params, ids) => transactionOf(context, ids),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:transaction`,
    params: z.strictObject({
      description: text().max(350).optional(),
      metadata: clearable(metadata()).optional(),
    }),
    paramsType: 'CustomerUpdateBalanceTransactionParams',
    handle: (context, params, ids) => {
      const before = transactionOf(context, ids);
      const transaction = {
        ...before,
        ...(params.description !== undefined && { description: orNull(params.description) }),
        metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      };
      context.store.save('customer_balance_transaction', transaction);
      return transaction;
    },
  }),
];

// Another customer's is none of this one's.
function transactionOf(
  { store }: Context,
  [customer, id]: [string, string],
): StoredObjects['customer_balance_transaction'] {
  const transaction = find(store, 'customer_balance_transaction', id);
  if (transaction.customer === customer) return transaction;
  throw invalidRequest(
    `No such customer_balance_transaction: '${id}'`,
    { code: 'resource_missing', param: 'id' },
    404,
  );
}
