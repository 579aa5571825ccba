import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listObjects } from '../api/list';
import { paging, range, text } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { closeDispute } from '../disputes/dispute';

/** Disputes are opened by the cardholder's bank, here by the control API; they are read, and lost by closing them. */
export const disputeRoutes = [
  route({
    method: 'GET',
    path: '/v1/disputes',
    params: z.strictObject({
      ...paging,
      charge: text().optional(),
      created: range().optional(),
      payment_intent: text().optional(),
    }),
    paramsType: 'DisputeListParams',
    handle: (context, params) => {
      const { charge, payment_intent } = params;
      return listObjects(context, 'dispute', '/v1/disputes', params, equalTo({ charge, payment_intent }));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/disputes/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'dispute', id),
  }),
  route({
    method: 'POST',
    path: '/v1/disputes/:id/close',
    params: z.strictObject({}),
    handle: (context: Context, _params, [id]) => {
      const dispute = find(context.store, 'dispute', id);
      if (dispute.status !== 'needs_response') throw invalidRequest('This dispute is already closed.');
      return closeDispute(context, dispute, 'lost');
    },
  }),
];
