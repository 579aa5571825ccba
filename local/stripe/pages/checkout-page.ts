import { asksForBilling } from '../checkout/billing-details';
import type { BillingDetails, CheckoutForm, HeldBySession } from '../checkout/held';
import type { StoredLineItem, StoredObjects } from '../core/objects';
import { billedTo, billingForm } from './checkout-billing';
import { promotionCode } from './checkout-code';
import { Html, html } from './html';
import { layout } from './layout';
import { day, every, money } from './money';

/** What the payment page shows. */
export type CheckoutView = {
  session: StoredObjects['checkout.session'];
  held: HeldBySession;
  /** Email of the customer, which cannot be changed here. */
  fixedEmail: string | null;
  /** Seconds since 1970, for the end of a trial. */
  now: number;
  /** The name of the discount that was applied. */
  codeName: string | null;
  codeProblem?: string;
  /** The billing details that the form begins with. */
  billing: BillingDetails | null;
  billingProblem?: string;
  form?: CheckoutForm;
  problem?: { field: keyof CheckoutForm | null; message: string };
};

/** The page of an open session: billing details first where they are asked for, then the card. Works without scripts. */
export function checkoutPage(view: CheckoutView): Html {
  return layout(
    'Foothold | Checkout',
    html`<div class="checkout">
<section class="summary" aria-label="Order">
<div class="inner">${summary(view)}</div>
</section>
<main class="pay">${asksForBilling(view.session) && view.held.billing === null ? billingForm(view) : paymentForm(view)}</main>
</div>`,
  );
}

function paymentForm(view: CheckoutView): Html {
  const { session, form, problem } = view;
  const total = money(session.amount_total ?? 0, session.currency ?? 'usd');
  const invalid = (field: keyof CheckoutForm) =>
    problem?.field === field && new Html('aria-invalid="true" aria-describedby="problem" autofocus');
  const email = view.fixedEmail ?? form?.email ?? session.customer_email ?? '';
  const label = isTrial(view)
    ? 'Start trial'
    : session.mode === 'subscription'
      ? 'Subscribe'
      : `Pay ${total}`;
  return html`${billedTo(view)}
<form class="inner" method="post" action="/c/pay/${session.id}" novalidate>
<h2>Pay with card</h2>
<p class="error" id="problem" role="alert" aria-live="assertive">${problem?.message}</p>
<div class="field"><label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="email" required value="${email}" ${view.fixedEmail !== null && new Html('readonly')} ${invalid('email')}></div>
<div class="field"><label for="number">Card number</label>
<input id="number" name="number" inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234" maxlength="24" required value="${form?.number}" ${invalid('number')}></div>
<div class="pair">
<div class="field"><label for="expiry">Expiration</label>
<input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="9" required value="${form?.expiry}" ${invalid('expiry')}></div>
<div class="field"><label for="cvc">Security code</label>
<input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="CVC" maxlength="4" required ${invalid('cvc')}></div>
</div>
<div class="field"><label for="name">Name on card</label>
<input id="name" name="name" autocomplete="cc-name" required value="${form?.name}" ${invalid('name')}></div>
<button class="wide" id="pay" type="submit">${label}</button>
<p class="fine">${terms(view)}</p>
${testCards}
</form>
<script>${new Html(script)}</script>`;
}

function summary(view: CheckoutView): Html {
  const { session, held } = view;
  const first = held.lineItems[0];
  const currency = session.currency ?? 'usd';
  const trial = isTrial(view);
  const recurring = held.lineItems.find(({ price }) => price?.type === 'recurring');
  const suffix = first?.price ? every(first.price) : '';
  const verb = session.mode === 'subscription' ? (trial ? 'Try' : 'Subscribe to') : 'Pay for';
  const full = held.lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  return html`${session.cancel_url && html`<a class="back" href="${session.cancel_url}"><span aria-hidden="true">←</span> Back to Foothold</a>`}
<h1 class="what">${verb} ${first?.description ?? 'Foothold'}</h1>
${
  trial
    ? html`<p class="price">${trialLength(view)} free</p>
<p class="after">Then ${money(full, currency)} ${recurring?.price && every(recurring.price)}, from ${day(trialEnd(view))}</p>`
    : html`<p class="price">${money(full, currency)} <small>${suffix}</small></p>`
}
<dl>${held.lineItems.map((item) => line(item, trial))}
${session.automatic_tax.enabled && html`<div><dt>Tax</dt><dd>${session.automatic_tax.status === 'complete' ? money(session.total_details?.amount_tax ?? 0, currency) : 'Depends on your address'}</dd></div>`}
<div class="total"><dt>Total due today</dt><dd>${money(session.amount_total ?? 0, currency)}</dd></div></dl>
${promotionCode(session, view.codeName, view.codeProblem ?? null)}`;
}

function line(item: StoredLineItem, trial: boolean): Html {
  const quantity = item.quantity ?? 1;
  const each = quantity > 1 && `${quantity} × ${money(item.price?.unit_amount ?? 0, item.currency)}, `;
  const recurring = item.price?.recurring ?? null;
  const rhythm =
    item.price && recurring ? `billed ${every(item.price).replace('per', 'every')}` : 'paid once';
  if (recurring?.usage_type === 'metered') {
    return html`<div><dt>${item.description ?? 'Item'}<small>billed by use, afterwards</small></dt><dd>By use</dd></div>`;
  }
  const due = trial && recurring ? 'Free for now' : money(item.amount_total - item.amount_tax, item.currency);
  return html`<div><dt>${item.description ?? 'Item'}<small>${each}${rhythm}</small></dt><dd>${due}</dd></div>`;
}

function isTrial({ held, session }: CheckoutView): boolean {
  return (
    session.mode === 'subscription' &&
    (held.subscription.trialDays > 0 || held.subscription.trialEnd !== null)
  );
}

function trialEnd({ held, now }: CheckoutView): number {
  return held.subscription.trialEnd ?? now + held.subscription.trialDays * 86_400;
}

function trialLength(view: CheckoutView): string {
  const days = Math.round((trialEnd(view) - view.now) / 86_400);
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}

function terms(view: CheckoutView): string {
  if (view.session.mode === 'payment') return 'You pay once. Nothing renews.';
  const start = isTrial(view) ? 'After the trial your' : 'Your';
  return `${start} card is charged each period until you cancel. You can cancel at any time.`;
}

const testCards = html`<details><summary>Test cards</summary><table>
<tr><td>4242 4242 4242 4242</td><td>succeeds</td></tr>
<tr><td>4111 1111 1111 1111</td><td>succeeds, as another card</td></tr>
<tr><td>4000 0000 0000 0002</td><td>is declined</td></tr>
<tr><td>4000 0000 0000 9995</td><td>has insufficient funds</td></tr>
<tr><td>4000 0025 0000 3155</td><td>asks for authentication</td></tr>
<tr><td colspan="2">Any future date, any three digits</td></tr>
</table></details>`;

const script = `
const number = document.getElementById('number'), expiry = document.getElementById('expiry');
number.addEventListener('input', () => {
  if (number.selectionStart !== number.value.length) return;
  number.value = number.value.replace(/\\D/g, '').replace(/(.{4})(?=.)/g, '$1 ');
});
expiry.addEventListener('input', (event) => {
  if (event.inputType && event.inputType.startsWith('delete')) return;
  expiry.value = expiry.value.replace(/\\D/g, '').slice(0, 4).replace(/^(\\d\\d)(\\d*)$/, '$1 / $2');
});
number.form.addEventListener('submit', (event) => {
  const pay = document.getElementById('pay');
  if (pay.getAttribute('aria-busy') === 'true') return event.preventDefault();
  pay.setAttribute('aria-busy', 'true'); pay.textContent = 'Processing…';
});
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
`;
