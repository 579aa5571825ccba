import { equalTo } from '../api/list';
import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { page } from './html';
import { notice } from './layout';

/** What the customer may do on the portal pages of a session. */
export type PortalRights = {
  cancel: boolean;
  cancelMode: string;
  invoices: boolean;
  card: boolean;
  /** Prices that may be switched to; empty when the plan cannot be changed. */
  prices: string[];
  proration: 'always_invoice' | 'create_prorations' | 'none';
};

/** The session behind a link, whose token is its only key. */
export function portalSession(
  context: Context,
  token: string,
): StoredObjects['billing_portal.session'] | undefined {
  const url = `${context.publicUrl}/p/session/${token}`;
  return context.store.all('billing_portal.session', equalTo({ url }))[0];
}

/** What a session's configuration allows; without one everything but a change of plan. */
export function rightsOf({ store }: Context, session: StoredObjects['billing_portal.session']): PortalRights {
  const configuration = store.get('billing_portal.configuration', session.configuration);
  if (configuration === undefined) return ordinary;
  const { subscription_cancel: cancel, subscription_update: update, ...others } = configuration.features;
  const mayChange = update.enabled && update.default_allowed_updates.includes('price');
  return {
    cancel: cancel.enabled,
    cancelMode: cancel.mode,
    invoices: others.invoice_history.enabled,
    card: others.payment_method_update.enabled,
    prices: mayChange ? (update.products ?? []).flatMap(({ prices }) => prices) : [],
    proration: behaviors.find((known) => known === update.proration_behavior) ?? 'none',
  };
}

export function noPortal(): Response {
  return page(404, notice('Nothing here', 'This billing page does not exist. Open it again from Foothold.'));
}

const behaviors = ['always_invoice', 'create_prorations', 'none'] as const;
const ordinary: PortalRights = {
  cancel: true,
  cancelMode: 'at_period_end',
  invoices: true,
  card: true,
  prices: [],
  proration: 'none',
};
