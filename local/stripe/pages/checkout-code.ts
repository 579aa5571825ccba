import type { StoredObjects } from '../core/objects';
import { type Html, html } from './html';
import { money } from './money';

/** The field for a promotion code, or the code that was applied and what it takes off. */
export function promotionCode(
  session: StoredObjects['checkout.session'],
  codeName: string | null,
  problem: string | null,
): Html | null {
  if (!session.allow_promotion_codes && codeName === null) return null;
  const action = `/c/pay/${session.id}/promotion`;
  if (codeName !== null) {
    const off = money(session.total_details?.amount_discount ?? 0, session.currency ?? 'usd');
    return html`<form class="row" method="post" action="${action}">
<p class="what">${codeName}: ${off} off today</p>
${session.allow_promotion_codes && html`<input type="hidden" name="code" value=""><button class="quiet">Remove code</button>`}</form>`;
  }
  return html`<form class="row" method="post" action="${action}">
<p class="error" role="alert">${problem}</p>
<div class="field"><label for="code">Promotion code</label><input id="code" name="code" autocomplete="off"></div>
<button class="quiet">Apply</button></form>`;
}
