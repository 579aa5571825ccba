import { z } from 'zod';
import { invalidRequest } from '../api/errors';
import { text } from '../api/params';
import { route } from '../api/route';
import type { Context } from '../core/context';
import { find } from '../core/find';
import { newId, randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';

export const portalSessionRoutes = [
  route({
    method: 'POST',
    path: '/v1/billing_portal/sessions',
    params: z.strictObject({
      configuration: text().optional(),
      customer: text(),
      flow_data: z
        .strictObject({
          type: z.literal('payment_method_update'),
          after_completion: z
            .strictObject({ type: z.literal('redirect'), redirect: z.strictObject({ return_url: text() }) })
            .optional(),
        })
        .optional(),
      locale: text().optional(),
      return_url: text().optional(),
    }),
    paramsType: 'BillingPortal.SessionCreateParams',
    handle: (context, params) => {
      const customer = find(context.store, 'customer', params.customer, 'customer');
      const session: StoredObjects['billing_portal.session'] = {
        id: newId('bps', 24),
        object: 'billing_portal.session',
        configuration: configurationOf(context, params.configuration),
        created: context.clock.now(),
        customer: customer.id,
        customer_account: null,
        flow: flowOf(params.flow_data),
        livemode: false,
        locale: params.locale ?? null,
        on_behalf_of: null,
        return_url: params.return_url ?? null,
        url: `${context.publicUrl}/p/session/${randomText(48)}`,
      };
      context.store.insert('billing_portal.session', session);
      context.events.emit(context.cause, 'billing_portal.session.created', session);
      return session;
    },
  }),
];

/** The configuration that a session names; without one it is the account's ordinary one, which is no object here. */
function configurationOf({ store }: Context, id: string | undefined): string {
  if (id === undefined) return 'bpc_local_default';
  const configuration = find(store, 'billing_portal.configuration', id, 'configuration');
  if (configuration.active) return configuration.id;
  throw invalidRequest(`The portal configuration ${id} is inactive.`, { param: 'configuration' });
}

function flowOf(
  data:
    | { type: 'payment_method_update'; after_completion?: { redirect: { return_url: string } } | undefined }
    | undefined,
): StoredObjects['billing_portal.session']['flow'] {
  if (data === undefined) return null;
  const redirect = data.after_completion?.redirect ?? null;
  return {
    after_completion: {
      hosted_confirmation: null,
      redirect,
      type: redirect === null ? 'portal_homepage' : 'redirect',
    },
    customer_update: null,
    subscription_cancel: null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type: data.type,
  };
}
