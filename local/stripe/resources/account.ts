import { z } from 'zod';
import { route } from '../api/route';

/** Whose account it is. It can be asked for and not changed. */
export const accountRoutes = [
  route({
    method: 'GET',
    path: '/v1/account',
    params: z.strictObject({}),
    handle: () => ({
      id: 'acct_local',
      object: 'account',
      charges_enabled: true,
      country: 'US',
      default_currency: 'usd',
      details_submitted: true,
      email: null,
      payouts_enabled: true,
      type: 'standard',
    }),
  }),
];
