import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { grantDiscounts, type Receiver } from '../discounts/grant';
import { afterInvoice, draftPeriodInvoice } from '../invoices/compose';
import { finalizeInvoice, settleInvoice } from '../invoices/invoice';
import { draftSaleInvoice } from '../invoices/sale-invoice';
import type { EnteredCard, TestCard } from '../payments/cards';
import { createPayment } from '../payments/payment';
import { attachPaymentMethod, createPaymentMethod } from '../payments/payment-method';
import { newSetupIntent, succeedSetupIntent } from '../payments/setup-intent';
import { createCustomer } from '../resources/customers';
import { createSubscription } from '../subscriptions/create';
import { keepBilling, sessionDetails } from './billing-details';
import { type CheckoutForm, heldBy } from './held';

type Session = StoredObjects['checkout.session'];
type Customer = StoredObjects['customer'];
type Method = StoredObjects['payment_method'];
type Invoice = StoredObjects['invoice'];

const DAY = 86_400;

/**
 * Ends an open session with success: makes what was bought and tells so in the order that Stripe does.
 * Must run in one transaction; the card has already passed.
 */
export function completeSession(
  context: Context,
  session: Session,
  form: CheckoutForm,
  entered: EnteredCard,
  card: TestCard,
): Session {
  const payer = payerOf(context, session, form);
  const method = createPaymentMethod(context, entered, card, {
    email: payer.email,
    name: form.name.trim(),
    present: true,
  });
  if (payer.customer !== undefined) keepBilling(context, session, payer.customer);
  if (session.mode === 'payment') return completePayment(context, session, payer, method);
  const customer = payer.customer ?? createCustomer(context, { email: payer.email, name: payer.name });
  return completeSubscription(context, session, customer, payer, method);
}

/** Who pays, as the form and the customer say together. */
type Payer = { customer: Customer | undefined; email: string; name: string };

function payerOf(context: Context, session: Session, form: CheckoutForm): Payer {
  const known = session.customer === null ? undefined : context.store.get('customer', session.customer);
  const customer =
    known === undefined && session.customer_creation === 'always'
      ? createCustomer(context, { email: form.email, name: form.name.trim() })
      : known;
  return { customer, email: customer?.email ?? form.email, name: customer?.name ?? form.name.trim() };
}

function completeSubscription(
  context: Context,
  session: Session,
  customer: Customer,
  payer: Payer,
  method: Method,
): Session {
  const { events, cause, store } = context;
  const held = heldBy(store, session.id);
  const trialEnd = trialEndOf(held.subscription, context.clock.now());
  const made = createSubscription(context, {
    customer: customer.id,
    items: held.lineItems.flatMap(({ price, quantity }) =>
      price?.type === 'recurring' ? [{ price, quantity: quantity ?? 1 }] : [],
    ),
    metadata: held.subscription.metadata,
    defaultPaymentMethod: method.id,
    description: held.subscription.description,
    trialEnd,
    automaticTax: session.automatic_tax.enabled,
    missingPaymentMethod: held.subscription.missingPaymentMethod,
  });
  const receiver = { customer: customer.id, subscription: made.id, session: session.id };
  const subscription = { ...made, discounts: redeemed(context, session, receiver) };
  const now = context.clock.now();
  const draft = draftPeriodInvoice(context, subscription, 'subscription_create', { start: now, end: now });
  const current = afterInvoice(context, subscription, draft);
  store.save('subscription', current);
  const payment =
    draft.amount_due === 0
      ? undefined
      : createPayment(context, {
          amount: draft.amount_due,
          currency: draft.currency,
          customer: customer.id,
          method,
          description: 'Subscription creation',
          metadata: {},
          receiptEmail: null,
          setupFutureUsage: 'off_session',
          decline: undefined,
        });

  if (payment) {
    events.emit(cause, 'charge.succeeded', payment.charge);
  } else {
    const setup = newSetupIntent(context, { customer: customer.id, description: null, metadata: {} });
    store.insert('setup_intent', setup);
    events.emit(cause, 'setup_intent.created', setup);
    succeedSetupIntent(context, setup, method.id);
  }
  attachPaymentMethod(context, method, customer.id);
  recordPurchase(context, customer, payer, draft.currency);
  const completed = complete(context, session, payer, {
    customer: customer.id,
    invoice: draft.id,
    payment_status: payment ? 'paid' : 'no_payment_required',
    subscription: subscription.id,
  });
  events.emit(cause, 'customer.subscription.created', current);
  if (payment) {
    events.emit(cause, 'payment_intent.created', payment.created);
    events.emit(cause, 'payment_intent.succeeded', payment.intent);
  }
  issuePaid(context, draft, payment?.intent);
  return completed;
}

/** Makes a draft final and paid by what was taken in Checkout, and tells so. */
function issuePaid(
  context: Context,
  draft: Invoice,
  intent: StoredObjects['payment_intent'] | undefined,
): void {
  const { events, cause } = context;
  events.emit(cause, 'invoice.created', draft);
  const open = finalizeInvoice(context, draft);
  events.emit(cause, 'invoice.finalized', open);
  const paid = settleInvoice(context, open, intent);
  events.emit(cause, 'invoice.paid', paid.invoice);
  if (paid.payment === undefined) return;
  events.emit(cause, 'invoice.payment_succeeded', paid.invoice);
  events.emit(cause, 'invoice_payment.paid', paid.payment);
}

function completePayment(context: Context, session: Session, payer: Payer, method: Method): Session {
  const held = heldBy(context.store, session.id);
  const receiver = { customer: payer.customer?.id ?? null, subscription: null, session: session.id };
  const discounts = redeemed(context, session, receiver);
  const invoice =
    session.invoice_creation?.enabled && payer.customer
      ? draftSaleInvoice(context, {
          session,
          lineItems: held.lineItems,
          customer: payer.customer.id,
          discounts,
        })
      : undefined;
  const payment = createPayment(context, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    customer: payer.customer?.id ?? null,
    method,
    description: held.payment.description,
    metadata: held.payment.metadata,
    receiptEmail: held.payment.receiptEmail,
    setupFutureUsage: held.payment.setupFutureUsage,
    decline: undefined,
  });
  if (payer.customer !== undefined && held.payment.setupFutureUsage !== null) {
    attachPaymentMethod(context, method, payer.customer.id);
  }
  context.events.emit(context.cause, 'charge.succeeded', payment.charge);
  context.events.emit(context.cause, 'payment_intent.succeeded', payment.intent);
  if (payer.customer && (invoice || held.billing))
    recordPurchase(context, payer.customer, payer, session.currency ?? 'usd');
  const completed = complete(context, session, payer, {
    customer: payer.customer?.id ?? null,
    invoice: invoice?.id ?? null,
    payment_intent: payment.intent.id,
    payment_status: 'paid',
  });
  if (invoice) issuePaid(context, invoice, payment.intent);
  // Stripe books the money a moment after the charge and tells so by this event.
  const booked = { ...payment.charge, balance_transaction: payment.charge.id.replace('ch_', 'txn_') };
  context.store.save('charge', booked);
  context.events.emit(context.cause, 'charge.updated', booked, payment.charge);
  return completed;
}

function complete(
  context: Context,
  session: Session,
  payer: Payer,
  result: Partial<
    Pick<Session, 'customer' | 'invoice' | 'payment_intent' | 'payment_status' | 'subscription'>
  >,
): Session {
  const completed: Session = {
    ...session,
    ...result,
    customer_details: sessionDetails(context, session, payer),
    status: 'complete',
    url: null,
  };
  context.store.save('checkout.session', completed);
  context.events.emit(context.cause, 'checkout.session.completed', completed);
  return completed;
}

// A customer's currency is that of its first purchase; one without an email gets the one typed in.
function recordPurchase(context: Context, customer: Customer, payer: Payer, currency: string): void {
  const after: Customer = {
    ...(context.store.get('customer', customer.id) ?? customer),
    currency: customer.currency ?? currency,
    email: customer.email ?? payer.email,
  };
  if (JSON.stringify(after) === JSON.stringify(customer)) return;
  context.store.save('customer', after);
  context.events.emit(context.cause, 'customer.updated', after, customer);
}

function redeemed(context: Context, session: Session, receiver: Receiver): string[] {
  const wanted = (session.discounts ?? []).map(({ coupon, promotion_code: code }) => ({
    ...(coupon !== null && { coupon }),
    ...(code !== null && { promotion_code: code }),
  }));
  return grantDiscounts(context, wanted, receiver);
}

function trialEndOf(trial: { trialDays: number; trialEnd: number | null }, now: number): number | undefined {
  if (trial.trialEnd !== null) return trial.trialEnd;
  return trial.trialDays > 0 ? now + trial.trialDays * DAY : undefined;
}
