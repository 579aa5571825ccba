import type { CheckoutView } from './checkout-page';
import { Html, html } from './html';

/** Asks who is billed and where, before the card: what is due depends on it. */
export function billingForm({ session, billing, billingProblem }: CheckoutView): Html {
  const text = (id: string, label: string, value: string | undefined, autocomplete: string) =>
    html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${id}" autocomplete="${autocomplete}" value="${value}"></div>`;
  return html`<form class="inner" method="post" action="/c/pay/${session.id}/billing" novalidate>
<h2>Billing address</h2>
<p class="error" role="alert">${billingProblem}</p>
${text('billing_name', 'Full name or company', billing?.name, 'name')}
${text('line1', 'Address', billing?.line1, 'address-line1')}
<div class="pair">
${text('postal_code', 'Postal code', billing?.postal_code, 'postal-code')}
${text('city', 'City', billing?.city, 'address-level2')}
</div>
<div class="field"><label for="country">Country</label>
<select id="country" name="country" autocomplete="country"><option value="">Choose</option>${countries.map(
    ([code, name]) =>
      html`<option value="${code}" ${code === billing?.country && new Html('selected')}>${name}</option>`,
  )}</select></div>
${session.tax_id_collection?.enabled && text('tax_id', 'Business tax ID (optional)', billing?.taxId, 'off')}
<button class="wide" type="submit">Continue to payment</button>
</form>`;
}

/** Who is billed, and the way to change it. */
export function billedTo({ session, held: { billing } }: CheckoutView): Html | null {
  if (billing === null) return null;
  const { name, line1, postal_code, city, country, taxId } = billing;
  return html`<form class="inner" method="post" action="/c/pay/${session.id}/billing">
<p class="fine">Billed to ${name}, ${line1}, ${postal_code} ${city}, ${country}${taxId && `, tax ID ${taxId}`}</p>
<button class="quiet">Change address</button></form>`;
}

const countries: readonly [string, string][] = [
  ['AT', 'Austria'],
  ['FR', 'France'],
  ['DE', 'Germany'],
  ['NL', 'Netherlands'],
  ['CH', 'Switzerland'],
  ['GB', 'United Kingdom'],
  ['US', 'United States'],
];
