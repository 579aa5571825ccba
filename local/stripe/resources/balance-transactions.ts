import { z } from 'zod';
import { listObjects } from '../api/list';
import { paging } from '../api/params';
import { route } from '../api/route';
import { find } from '../core/find';

/** What filled and used a customer's balance; invoices make these. */
export const balanceTransactionRoutes = [
  route({
    method: 'GET',
    path: '/v1/customers/:id/balance_transactions',
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
];
