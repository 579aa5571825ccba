import type { StoredObjects } from '../core/objects';
import { type Html, html } from './html';
import { layout } from './layout';
import { money } from './money';

/** What the cardholder's bank would show: the 3D Secure step of a test card. */
export function authenticationPage(session: StoredObjects['checkout.session'], token: string): Html {
  return layout(
    'Foothold | Authentication',
    html`<main class="notice">
<h1>3D Secure test page</h1>
<p>Your bank wants to be sure that it is you who pays ${money(session.amount_total ?? 0, session.currency ?? 'usd')} to Foothold. In test mode you decide how that goes.</p>
<form class="row" method="post" action="/c/pay/${session.id}/authenticate">
<input type="hidden" name="token" value="${token}">
<button name="outcome" value="complete">Complete authentication</button>
<button class="quiet" name="outcome" value="fail">Fail authentication</button>
</form></main>`,
  );
}
