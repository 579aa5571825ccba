import { z } from 'zod';
import { route } from '../api/route';
import { find } from '../core/find';

/** Set-up intents are made by a Checkout with trial, and read here. */
export const setupIntentRoutes = [
  route({
    method: 'GET',
    path: '/v1/setup_intents/:id',
    params: z.strictObject({}),
    handle: ({ store }, _params, [id]) => find(store, 'setup_intent', id),
  }),
];
