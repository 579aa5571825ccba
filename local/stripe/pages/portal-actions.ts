import { equalTo } from '../api/list';
import type { Context } from '../core/context';
import { cancelNow } from '../subscriptions/cancel';
import { cancellationWords } from '../subscriptions/params';
import { updateSubscription } from '../subscriptions/update';
import { page, redirect } from './html';
import { portalPage } from './portal-page';
import { noPortal, portalSession, rightsOf } from './portal-session';

/** Shows the portal of a session, whose link is its only key. */
export function showPortal(context: Context, token: string): Response {
  const { store } = context;
  const session = portalSession(context, token);
  if (session === undefined) return noPortal();
  if (session.flow?.type === 'payment_method_update')
    return redirect(`${new URL(session.url).pathname}/card`);
  const { customer } = session;
  const subscriptions = store.all('subscription', [
    ...equalTo({ customer }),
    { field: 'status', noneOf: ['canceled', 'incomplete_expired'] },
  ]);
  const invoices = store.all('invoice', equalTo({ customer }));
  const productName = (id: string) => store.get('product', id)?.name ?? id;
  const rights = rightsOf(context, session);
  const prices = rights.prices.flatMap((id) => store.get('price', id) ?? []);
  const owner = store.get('customer', customer ?? '');
  const methodId = subscriptions[0]?.default_payment_method ?? owner?.invoice_settings.default_payment_method;
  const card = store.get('payment_method', methodId ?? '')?.card ?? null;
  return page(200, portalPage({ session, subscriptions, invoices, productName, rights, prices, card }));
}

/** Cancels a subscription of the session's customer, with what was said about it, or keeps it after all. */
export function changePlan(
  context: Context,
  token: string,
  cancel: boolean,
  fields: URLSearchParams,
): Response {
  const session = portalSession(context, token);
  const subscription = context.store.get('subscription', fields.get('subscription') ?? '');
  if (session === undefined || subscription?.customer !== session.customer) return noPortal();
  const rights = rightsOf(context, session);
  if (!rights.cancel) return noPortal();
  const words = cancellationWords.safeParse({
    ...(fields.get('feedback') && { feedback: fields.get('feedback') }),
    ...(fields.get('comment') && { comment: fields.get('comment') }),
  });
  const said = words.success ? words.data : {};
  if (cancel && rights.cancelMode === 'immediately') cancelNow(context, subscription, said);
  else {
    updateSubscription(context, subscription.id, {
      cancel_at_period_end: cancel,
      ...(cancel && Object.keys(said).length > 0 && { cancellation_details: said }),
    });
  }
  return redirect(new URL(session.url).pathname);
}

/** Switches a subscription of the session's customer to another price that the configuration offers. */
export function switchPlan(context: Context, token: string, fields: URLSearchParams): Response {
  const session = portalSession(context, token);
  const subscription = context.store.get('subscription', fields.get('subscription') ?? '');
  const price = fields.get('price') ?? '';
  const item = subscription?.items.data[0];
  if (session === undefined || item === undefined || subscription?.customer !== session.customer) {
    return noPortal();
  }
  const rights = rightsOf(context, session);
  if (!rights.prices.includes(price)) return noPortal();
  if (item.price.id !== price) {
    updateSubscription(context, subscription.id, {
      items: [{ id: item.id, price }],
      proration_behavior: rights.proration,
    });
  }
  return redirect(new URL(session.url).pathname);
}
