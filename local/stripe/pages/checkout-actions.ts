import { asksForBilling, billingProblem } from '../checkout/billing-details';
import { applyPromotionCode, discountSession } from '../checkout/discount';
import { expireOverdueSessions } from '../checkout/expire';
import { type BillingDetails, type CheckoutForm, heldBy, hold } from '../checkout/held';
import { finishAuthentication, type SubmitOutcome, submitPayment } from '../checkout/submit';
import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { authenticationPage } from './authentication-page';
import { checkoutPage } from './checkout-page';
import { page, redirect } from './html';
import { notice } from './layout';
import { saveCard, showSetup } from './setup-page';

type Session = StoredObjects['checkout.session'];

/** Shows the payment page, or why there is none. */
export function showCheckout(context: Context, id: string): Response {
  const session = currentSession(context, id);
  if (session?.status !== 'open') return closed(session);
  if (session.mode === 'setup') return showSetup(session);
  return page(200, checkoutPage(view(context, session)));
}

/** Takes the payment form. A second submit of the same form meets a completed session and is sent on. */
export function payCheckout(context: Context, id: string, fields: URLSearchParams): Response {
  const session = currentSession(context, id);
  if (session?.status !== 'open') return afterSubmit(session);
  if (session.mode === 'setup') {
    const saved = saveCard(context, session, fields);
    return saved instanceof Response ? saved : redirect(successUrl(saved));
  }
  const known = knownEmail(context, session);
  const form: CheckoutForm = {
    email: known ?? field(fields, 'email'),
    number: field(fields, 'number'),
    expiry: field(fields, 'expiry'),
    cvc: field(fields, 'cvc'),
    name: field(fields, 'name'),
  };
  return answer(context, session, submitPayment(context, session, form), form);
}

/** Applies a promotion code to an open session, or with an empty one takes it off again. */
export function enterPromotionCode(context: Context, id: string, fields: URLSearchParams): Response {
  const session = currentSession(context, id);
  if (session?.status !== 'open') return afterSubmit(session);
  if (!session.allow_promotion_codes) return redirect(`/c/pay/${id}`);
  const code = field(fields, 'code');
  if (code.trim() === '') discountSession(context, session, undefined);
  else if (applyPromotionCode(context, session, code) === undefined) {
    return page(400, checkoutPage({ ...view(context, session), codeProblem: 'This code is invalid.' }));
  }
  return redirect(`/c/pay/${id}`);
}

/** Takes the billing details of an open session, which tell the tax; without a country, has them typed in anew. */
export function enterBilling(context: Context, id: string, fields: URLSearchParams): Response {
  const session = currentSession(context, id);
  if (session?.status !== 'open') return afterSubmit(session);
  if (!asksForBilling(session)) return redirect(`/c/pay/${id}`);
  const held = heldBy(context.store, id);
  const typed = (name: string) => field(fields, name).trim();
  const billing: BillingDetails = {
    name: typed('billing_name'),
    line1: typed('line1'),
    city: typed('city'),
    postal_code: typed('postal_code'),
    country: typed('country').toUpperCase(),
    taxId: session.tax_id_collection?.enabled ? typed('tax_id').replaceAll(' ', '').toUpperCase() : '',
  };
  const isAnew = !fields.has('country');
  const problem = isAnew ? undefined : billingProblem(billing);
  if (problem !== undefined) {
    const shown = { ...view(context, session), billing, billingProblem: problem };
    return page(400, checkoutPage(shown));
  }
  hold(context.store, id, { ...held, billing: isAnew ? null : billing });
  discountSession(context, session, session.discounts?.[0]);
  return redirect(`/c/pay/${id}`);
}

/** Shows the bank's question of a payment that waits for it. */
export function showAuthentication(context: Context, id: string, token: string): Response {
  const session = currentSession(context, id);
  if (session?.status !== 'open') return closed(session);
  if (heldBy(context.store, id).authenticating?.token !== token) return redirect(`/c/pay/${id}`);
  return page(200, authenticationPage(session, token));
}

/** Takes the answer to the bank's question. */
export function answerAuthentication(context: Context, id: string, fields: URLSearchParams): Response {
  const session = currentSession(context, id);
  if (session?.status !== 'open') return afterSubmit(session);
  const form = heldBy(context.store, id).authenticating?.form;
  const passed = field(fields, 'outcome') === 'complete';
  return answer(
    context,
    session,
    finishAuthentication(context, session, field(fields, 'token'), passed),
    form,
  );
}

function answer(
  context: Context,
  session: Session,
  outcome: SubmitOutcome,
  form: CheckoutForm | undefined,
): Response {
  if (outcome.kind === 'completed') return redirect(successUrl(outcome.session));
  if (outcome.kind === 'authenticate') {
    return redirect(`/c/pay/${session.id}/authenticate?token=${outcome.token}`);
  }
  return page(402, checkoutPage({ ...view(context, session), ...(form && { form }), problem: outcome }));
}

function view(context: Context, session: Session) {
  return {
    session,
    held: heldBy(context.store, session.id),
    fixedEmail: knownEmail(context, session),
    now: context.clock.now(),
    codeName: discountName(context, session),
    billing: knownBilling(context, session),
  };
}

function knownBilling({ store }: Context, session: Session): BillingDetails | null {
  const customer = store.get('customer', session.customer ?? '');
  if (!customer?.address) return null;
  const { line1, city, postal_code, country } = customer.address;
  return {
    name: customer.name ?? '',
    line1: line1 ?? '',
    city: city ?? '',
    postal_code: postal_code ?? '',
    country: country ?? '',
    taxId: '',
  };
}

function discountName({ store }: Context, session: Session): string | null {
  const [discount] = session.discounts ?? [];
  if (discount === undefined) return null;
  const code = store.get('promotion_code', discount.promotion_code ?? '');
  return code?.code ?? store.get('coupon', discount.coupon ?? '')?.name ?? 'Discount';
}

function knownEmail(context: Context, session: Session): string | null {
  const customer = session.customer === null ? undefined : context.store.get('customer', session.customer);
  return customer?.email ?? null;
}

function currentSession(context: Context, id: string): Session | undefined {
  expireOverdueSessions(context);
  return context.store.get('checkout.session', id);
}

function afterSubmit(session: Session | undefined): Response {
  return session?.status === 'complete' ? redirect(successUrl(session)) : closed(session);
}

function closed(session: Session | undefined): Response {
  if (session === undefined) {
    return page(
      404,
      notice('Nothing here', 'This checkout page does not exist. Check the link you followed.'),
    );
  }
  if (session.status === 'complete') {
    const link = { href: successUrl(session), label: 'Continue to Foothold' };
    const text =
      session.mode === 'setup'
        ? 'Your card has been saved.'
        : 'This checkout has already been paid. You were charged once.';
    return page(200, notice('You’re all done here', text, link));
  }
  const link =
    session.cancel_url === null ? undefined : { href: session.cancel_url, label: 'Back to Foothold' };
  return page(
    410,
    notice('This checkout has expired', 'Nothing was charged. Start again from Foothold.', link),
  );
}

function successUrl(session: Session): string {
  return (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

function field(fields: URLSearchParams, name: string): string {
  return (fields.get(name) ?? '').slice(0, 500);
}
