import Stripe from 'stripe';
import type { Principal } from '@/lib/auth';
import { asService } from '@/lib/db';
import { env } from '@/lib/env';
import { spendTrial } from '@/local/shared/spend-trial';
import { makePerson, type TestPerson } from '@/local/test/people';
import type { CheckoutChoice } from './checkout-choice';
import { receiveWebhook } from './receive-webhook';
import { startCheckout } from './start-checkout';
import { callStripe, listAll } from './stripe';

/** A new person acting for the personal organization, as its owner. */
export async function makeOwner(): Promise<Principal> {
  return principalOf(await makePerson());
}

/** As {@link makeOwner}, with the trial spent: what is bought is paid at once. */
export async function makeBuyer(): Promise<Principal> {
  const owner = await makeOwner();
  await spendTrial(owner.userId);
  return owner;
}

/** What `lib/auth` would say of a person of a test. */
export function principalOf(person: TestPerson, role: Principal['role'] = 'owner'): Principal {
  return {
    userId: person.userId,
    organizationId: person.organizationId,
    role,
    via: 'session',
    credentialId: null,
    scopes: null,
    email: person.email,
    name: null,
    organizationName: 'Test organization',
    planId: 'free',
  };
}

/** Pays an open Checkout on its hosted page, as a browser would. @throws Error when the page does not take it */
export async function payCheckout(url: string, number = '4242 4242 4242 4242'): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      email: 'payer@example.test',
      number,
      expiry: '12 / 40',
      cvc: '123',
      name: 'Pat Payer',
    }),
  });
  if (answer.status !== 303) throw new Error(`Checkout answered ${answer.status} to the card.`);
}

/** Pays an open invoice on its hosted page; `outcome` answers the bank's question about the card on file instead. */
export async function payHostedInvoice(url: string, outcome?: 'complete'): Promise<void> {
  const page = await fetch(`${url}/pay`);
  const method = /name="method" value="(\w+)"/.exec(await page.text())?.[1];
  const answer = await fetch(`${url}/pay`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(
      outcome
        ? { method: method ?? '', outcome }
        : { number: '4242 4242 4242 4242', expiry: '12 / 40', cvc: '123', name: 'Pat Payer' },
    ),
  });
  if (answer.status !== 303) throw new Error(`The invoice page answered ${answer.status} to the payment.`);
}

/** From now on the customer's subscriptions are charged to one of Stripe's test methods, such as `pm_card_visa`. */
export async function payWith(customer: string, testMethod: string): Promise<void> {
  const { id } = await callStripe((stripe) => stripe.paymentMethods.attach(testMethod, { customer }));
  await callStripe((stripe) =>
    stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } }),
  );
  const { data } = await callStripe((stripe) => stripe.subscriptions.list({ customer }));
  for (const subscription of data) {
    await callStripe((stripe) =>
      stripe.subscriptions.update(subscription.id, { default_payment_method: id }),
    );
  }
}

/** Moves Stripe's clock forward, for everybody, and does what falls due on the way. */
export async function advanceStripeClock(seconds: number): Promise<void> {
  await control('POST', '/clock/advance', { seconds });
}

/**
 * Buys a plan in Checkout and stops there: nothing is synced. It is paid at once, by somebody whose trial is used up.
 * Answers the customer and the session.
 */
export async function buy(
  principal: Principal,
  choice: CheckoutChoice = { planId: 'pro', interval: 'month' },
): Promise<{ customer: string; sessionId: string }> {
  await spendTrial(principal.userId);
  const { url } = await startCheckout(principal, choice);
  await payCheckout(url);
  return { customer: await customerOfOrganization(principal), sessionId: sessionIdIn(url) };
}

/** The id of the Checkout session that an address leads to. */
export function sessionIdIn(url: string): string {
  const id = new URL(url).pathname.split('/').at(-1);
  if (!id?.startsWith('cs_')) throw new Error(`${url} names no Checkout session.`);
  return id;
}

/** The Stripe customer that the organization has claimed. */
export async function customerOfOrganization({ organizationId }: Principal): Promise<string> {
  const { stripeCustomerId } = await asService('test.customer', (tx) =>
    tx.organization.findUniqueOrThrow({ where: { id: organizationId } }),
  );
  if (!stripeCustomerId) throw new Error('The organization has no Stripe customer.');
  return stripeCustomerId;
}

/** The plan that the database's own rule gives an organization now. */
export async function effectivePlan({ organizationId }: Principal): Promise<string | undefined> {
  const [row] = await asService(
    'test.plan',
    (tx) =>
      tx.$queryRaw<{ plan_id: string }[]>`select app.effective_plan_id(${organizationId}::uuid) as plan_id`,
  );
  return row?.plan_id;
}

/** The subscriptions that the database has for an organization. */
export function mirroredSubscriptions({ organizationId }: Principal) {
  return asService('test.subscriptions', (tx) =>
    tx.subscription.findMany({ where: { organizationId }, include: { items: true } }),
  );
}

/** Stripe's events about a customer, or whatever else has this id, oldest first. */
export async function eventsAbout(customer: string): Promise<Stripe.Event[]> {
  // Nothing is about a customer before there is one, and the account of a long run has many thousand events.
  const found = customer.startsWith('cus_')
    ? await callStripe((stripe) => stripe.customers.retrieve(customer))
    : undefined;
  const created = !found || found.deleted ? {} : { created: { gte: found.created } };
  const events = await listAll((stripe, position) => stripe.events.list({ ...created, ...position }));
  return events.filter((event) => JSON.stringify(event.data.object).includes(customer)).reverse();
}

/** A request as Stripe would send it; `secret` is another one for a forgery. */
export function webhookRequest(event: object, secret = env().STRIPE_WEBHOOK_SECRET): Request {
  const payload = JSON.stringify(event);
  return new Request(`${env().APP_URL}/api/billing/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
    },
    body: payload,
  });
}

/** Has one of Stripe's events taken in, signed as Stripe would. */
export async function deliver(event: object): Promise<void> {
  const request = webhookRequest(event);
  await receiveWebhook({
    rawBody: new Uint8Array(await request.arrayBuffer()),
    signature: request.headers.get('stripe-signature'),
  });
}

/** Orders the emulator to refuse requests, or to be slow. */
export async function orderFault(fault: {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  status?: number;
  type?: string;
  code?: string;
  message?: string;
  times?: number;
  skip?: number;
  delay_ms?: number;
  /** False as if the process had died: the SDK does not ask again. */
  should_retry?: boolean;
  effect?: 'before' | 'kept' | 'after' | 'none';
}): Promise<void> {
  await control('POST', '/faults', fault);
}

/** Has a subscription pay by another card from now on, one of Stripe's ready-made ones such as `pm_card_visa`. */
export async function payBy(customer: string, subscriptionId: string, card: string): Promise<void> {
  const { id } = await callStripe((stripe) => stripe.paymentMethods.attach(card, { customer }));
  await callStripe((stripe) => stripe.subscriptions.update(subscriptionId, { default_payment_method: id }));
}

/** Moves Stripe's clock forward, for every customer that it has, by so many days. */
export async function advanceDays(days: number): Promise<void> {
  await advanceStripeClock(Math.round(days * 86_400));
}

/** How Stripe goes on after a renewal that failed; all that is left out stays as it is. */
export async function setDunning(settings: {
  retry_after_days?: number[];
  after_last_retry?: 'cancel' | 'unpaid' | 'past_due';
}): Promise<void> {
  await control('POST', '/billing/settings', settings);
}

/** Pays an open invoice on its hosted page, as a browser would. @throws Error when the page does not take it */
export async function payHosted(url: string, number = '4242 4242 4242 4242'): Promise<void> {
  const body = new URLSearchParams({ number, expiry: '12 / 40', cvc: '123', name: 'Pat Payer' });
  const answer = await fetch(`${url}/pay`, { method: 'POST', redirect: 'manual', body });
  if (answer.status !== 303) throw new Error(`The invoice page answered ${answer.status} to the card.`);
}

/** Takes back what {@link orderFault} ordered. */
export async function clearFaults(): Promise<void> {
  await control('DELETE', '/faults');
}

/** Has the next charge outside Checkout declined, whatever the card. */
export async function declineNextCharge(): Promise<void> {
  await control('POST', '/payments/decline', { times: 1 });
}

/** Ends a subscription at once, in Stripe alone. */
export async function cancelInStripe(subscriptionId: string): Promise<void> {
  await callStripe((stripe) => stripe.subscriptions.cancel(subscriptionId));
}

/** Deletes a customer, in Stripe alone. Its subscriptions end with it. */
export async function deleteInStripe(customer: string): Promise<void> {
  await callStripe((stripe) => stripe.customers.del(customer));
}

/** What Stripe has billed a customer, newest first. */
export function invoicesInStripe(customer: string): Promise<Stripe.Invoice[]> {
  return listAll((stripe, position) => stripe.invoices.list({ customer, ...position }));
}

/** The customers that Stripe has for an organization; deleted ones are not among them. */
export async function customersInStripe(organizationId: string): Promise<Stripe.Customer[]> {
  const all = await listAll((stripe, position) => stripe.customers.list(position));
  return all.filter(({ metadata }) => metadata.organizationId === organizationId);
}

/** Has the cardholder's bank fail to pay a refund out. */
export async function failRefund(refund: string): Promise<void> {
  await control('POST', '/refunds/fail', { refund });
}

/** Has the cardholder's bank let a card expire at the end of another month. */
export async function expireCard(paymentMethod: string, month: number, year: number): Promise<void> {
  await control('POST', '/payment_methods/renew', {
    payment_method: paymentMethod,
    exp_month: month,
    exp_year: year,
  });
}

/** Has the cardholder's bank take a charge back; `close` ends that one way or the other. */
export async function openDispute(charge: string) {
  await control('POST', '/disputes', { charge, reason: 'fraudulent' });
  const { data } = await callStripe((stripe) => stripe.disputes.list({ charge }));
  const dispute = data[0]?.id;
  return {
    close: (status: 'won' | 'lost') => control('POST', '/disputes/close', { dispute, status }),
  };
}

async function control(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${env().STRIPE_API_URL}/_control${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok)
    throw new Error(`The emulator answered ${answer.status} to ${path}: ${await answer.text()}`);
}
