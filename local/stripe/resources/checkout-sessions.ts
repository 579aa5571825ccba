import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { equalTo, listHeld, listObjects } from '../api/list';
import { clearable, mergeMetadata, metadata, paging, range, text } from '../api/params';
import { route } from '../api/route';
import { createSession } from '../checkout/create';
import { expireOverdueSessions, expireSession } from '../checkout/expire';
import { heldBy } from '../checkout/held';
import { createSessionParams } from '../checkout/params';
import { createSetupSession, setupSessionParams } from '../checkout/setup';
import { find } from '../core/find';

export const checkoutSessionRoutes = [
  route({
    method: 'POST',
    path: '/v1/checkout/sessions',
    params: z.discriminatedUnion('mode', [createSessionParams, setupSessionParams]),
    paramsType: 'Checkout.SessionCreateParams',
    handle: (context, params) =>
      params.mode === 'setup' ? createSetupSession(context, params) : createSession(context, params),
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions',
    params: z.strictObject({
      ...paging,
      created: range().optional(),
      customer: text().optional(),
      customer_details: z.strictObject({ email: text() }).optional(),
      payment_intent: text().optional(),
      status: z.enum(['open', 'complete', 'expired']).optional(),
      subscription: text().optional(),
    }),
    paramsType: 'Checkout.SessionListParams',
    handle: (context, params) => {
      expireOverdueSessions(context);
      const { customer, customer_details: details, payment_intent, status, subscription } = params;
      const wanted = {
        customer,
        payment_intent,
        status,
        subscription,
        'customer_details.email': details?.email,
      };
      return listObjects(context, 'checkout.session', '/v1/checkout/sessions', params, equalTo(wanted));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions/:id',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      expireOverdueSessions(context);
      return find(context.store, 'checkout.session', id);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/checkout/sessions/:id',
    params: z.strictObject({ metadata: clearable(metadata()).optional() }),
    paramsType: 'Checkout.SessionUpdateParams',
    handle: ({ store }, params, [id]) => {
      const before = find(store, 'checkout.session', id);
      const session = { ...before, metadata: mergeMetadata(before.metadata ?? {}, params.metadata) };
      store.save('checkout.session', session);
      return session;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/checkout/sessions/:id/expire',
    params: z.strictObject({}),
    handle: (context, _params, [id]) => {
      const session = find(context.store, 'checkout.session', id);
      if (session.status !== 'open') {
        throw invalidRequest(
          `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
        );
      }
      return expireSession(context, session);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/checkout/sessions/:id/line_items',
    params: z.strictObject(paging),
    paramsType: 'Checkout.SessionListLineItemsParams',
    handle: ({ store }, params, [id]) => {
      const session = find(store, 'checkout.session', id);
      return listHeld(heldBy(store, session.id).lineItems, `/v1/checkout/sessions/${id}/line_items`, params);
    },
  }),
];
