import type { StoredCard, StoredObjects } from '../core/objects';
import { Html, html } from './html';
import { layout } from './layout';
import { day, every, money } from './money';
import type { PortalRights } from './portal-session';

/** What the portal shows. */
export type PortalView = {
  session: StoredObjects['billing_portal.session'];
  subscriptions: StoredObjects['subscription'][];
  invoices: StoredObjects['invoice'][];
  productName: (id: string) => string;
  rights: PortalRights;
  /** Prices that may be switched to. */
  prices: StoredObjects['price'][];
  /** The card that is charged. */
  card: StoredCard | null;
};

/** The page on which a customer sees plan, card and invoices and, as configured, changes, cancels or keeps them. */
export function portalPage(view: PortalView): Html {
  const { session, subscriptions, invoices } = view;
  return layout(
    'Foothold | Billing',
    html`<main class="sheet">
${session.return_url && html`<a class="back" href="${session.return_url}"><span aria-hidden="true">←</span> Return to Foothold</a>`}
<h1>Your subscription</h1>
${subscriptions.length === 0 && html`<p class="what">You have no subscription.</p>`}
${subscriptions.map((subscription) => plan(view, subscription))}
${view.rights.card && payment(view)}
${view.rights.invoices && html`<h2 class="row">Invoices</h2>`}
${!view.rights.invoices ? null : invoices.length === 0 ? html`<p class="what">No invoices yet.</p>` : html`<dl>${invoices.map(invoiceLine)}</dl>`}
</main>`,
  );
}

function plan(view: PortalView, subscription: StoredObjects['subscription']): Html {
  const action = `${new URL(view.session.url).pathname}/${subscription.cancel_at_period_end ? 'resume' : 'cancel'}`;
  const end = day(Math.max(...subscription.items.data.map((item) => item.current_period_end)));
  return html`<section class="card">
${subscription.items.data.map(
  ({ price, quantity }) => html`<p><strong>${view.productName(price.product)}</strong></p>
<p>${money((price.unit_amount ?? 0) * (quantity ?? 1), price.currency)} ${every(price)}</p>`,
)}
<p class="what">${subscription.cancel_at_period_end ? `Ends on ${end}. You keep access until then.` : `Renews on ${end}.`}</p>
${view.prices.length > 0 && choice(view, subscription)}
${
  view.rights.cancel &&
  html`<form class="row" method="post" action="${action}">
<input type="hidden" name="subscription" value="${subscription.id}">
${!subscription.cancel_at_period_end && why}
<button class="quiet">${subscription.cancel_at_period_end ? 'Don’t cancel subscription' : 'Cancel subscription'}</button>
</form>`
}</section>`;
}

function choice(view: PortalView, subscription: StoredObjects['subscription']): Html {
  const current = subscription.items.data[0]?.price.id;
  return html`<form class="row" method="post" action="${new URL(view.session.url).pathname}/plan">
<input type="hidden" name="subscription" value="${subscription.id}">
<div class="field"><label for="price">Plan</label><select id="price" name="price">${view.prices.map(
    (price) =>
      html`<option value="${price.id}" ${price.id === current && new Html('selected')}>${view.productName(price.product)}, ${money(price.unit_amount ?? 0, price.currency)} ${every(price)}</option>`,
  )}</select></div>
<button>Update plan</button></form>`;
}

function payment(view: PortalView): Html {
  const { card } = view;
  return html`<h2 class="row">Payment method</h2>
<p class="what">${card === null ? 'No card on file.' : html`<span class="brand">${card.brand}</span> •••• ${card.last4}, expires ${card.exp_month}/${card.exp_year}`}</p>
<p><a href="${new URL(view.session.url).pathname}/card">Update payment method</a></p>`;
}

const why = html`<div class="field"><label for="feedback">Why do you cancel? (optional)</label>
<select id="feedback" name="feedback"><option value=""></option>
<option value="too_expensive">It’s too expensive</option>
<option value="missing_features">I need more features</option>
<option value="switched_service">I found an alternative</option>
<option value="unused">I no longer need it</option>
<option value="customer_service">Customer service was less than expected</option>
<option value="too_complex">Ease of use was less than expected</option>
<option value="low_quality">Quality was less than expected</option>
<option value="other">Other reason</option></select></div>
<div class="field"><label for="comment">Anything else? (optional)</label><input id="comment" name="comment" maxlength="500"></div>`;

function invoiceLine(invoice: StoredObjects['invoice']): Html {
  return html`<div><dt>${day(invoice.created)}<small>${invoice.number ?? 'Draft'}</small></dt>
<dd>${money(invoice.total, invoice.currency)} ${invoice.hosted_invoice_url && html`<a href="${invoice.hosted_invoice_url}">View</a>`}</dd></div>`;
}
