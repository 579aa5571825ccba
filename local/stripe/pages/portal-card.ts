import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { saveChanged } from '../subscriptions/bill-change';
import { bankQuestionPage, cardFormPage } from './card-form';
import { enteredMethod } from './entered-method';
import { page, redirect } from './html';
import { noPortal, portalSession, rightsOf } from './portal-session';

/** Shows the form for another card. */
export function showCardForm(context: Context, token: string): Response {
  const session = portalSession(context, token);
  if (session === undefined || !rightsOf(context, session).card) return noPortal();
  return form(session, 200);
}

/** Makes the entered card the one that the customer and all subscriptions pay with. */
export function changeCard(context: Context, token: string, fields: URLSearchParams): Response {
  const session = portalSession(context, token);
  const customer = context.store.get('customer', session?.customer ?? '');
  if (session === undefined || customer === undefined || !rightsOf(context, session).card) return noPortal();
  const path = new URL(session.url).pathname;
  const entered = enteredMethod(context, customer.id, fields);
  if (entered.kind === 'problem') return form(session, 402, entered.problem);
  if (entered.kind === 'question') return page(200, bankQuestionPage(`${path}/card`, entered.method.id));
  const { store, events, cause } = context;
  const settings = { ...customer.invoice_settings, default_payment_method: entered.method.id };
  const after = { ...customer, invoice_settings: settings };
  store.save('customer', after);
  events.emit(cause, 'customer.updated', after, customer);
  const own = store.all('subscription', [
    { field: 'customer', is: customer.id },
    { field: 'status', noneOf: ['canceled', 'incomplete_expired'] },
  ]);
  for (const subscription of own) {
    // One that has no card of its own pays with the customer's anyway.
    if (subscription.default_payment_method === null) continue;
    saveChanged(context, subscription, { ...subscription, default_payment_method: entered.method.id });
  }
  return redirect(session.flow?.after_completion.redirect?.return_url ?? path);
}

function form(
  session: StoredObjects['billing_portal.session'],
  status: number,
  problem?: { field: string | null; message: string },
): Response {
  const path = new URL(session.url).pathname;
  const view = {
    title: 'Payment method',
    text: 'Your subscription will be paid with this card from now on.',
    action: `${path}/card`,
    button: 'Save card',
    back:
      session.flow === null
        ? { href: path, label: 'Back to your subscription' }
        : { href: session.return_url ?? path, label: 'Return to Foothold' },
    problem,
  };
  return page(status, cardFormPage(view));
}
