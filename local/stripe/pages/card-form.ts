import { Html, html } from './html';
import { layout } from './layout';

/** A form that takes a card, and what was wrong with it the last time. */
export type CardFormView = {
  title: string;
  text: string;
  action: string;
  button: string;
  back: { href: string; label: string };
  problem?: { field: string | null; message: string } | undefined;
};

/** A page with nothing but a card form. The fields are named and labelled as on the payment page. */
export function cardFormPage(view: CardFormView): Html {
  const { problem } = view;
  const invalid = (field: string) =>
    problem?.field === field && new Html('aria-invalid="true" aria-describedby="problem"');
  return layout(
    `Foothold | ${view.title}`,
    html`<main class="sheet">
<a class="back" href="${view.back.href}"><span aria-hidden="true">←</span> ${view.back.label}</a>
<h1>${view.title}</h1>
<p class="what">${view.text}</p>
<form class="row" method="post" action="${view.action}" novalidate>
<p class="error" id="problem" role="alert">${problem?.message}</p>
<div class="field"><label for="number">Card number</label>
<input id="number" name="number" inputmode="numeric" autocomplete="cc-number" maxlength="24" required ${invalid('number')}></div>
<div class="pair">
<div class="field"><label for="expiry">Expiration</label>
<input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="9" required ${invalid('expiry')}></div>
<div class="field"><label for="cvc">Security code</label>
<input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="CVC" maxlength="4" required ${invalid('cvc')}></div>
</div>
<div class="field"><label for="name">Name on card</label>
<input id="name" name="name" autocomplete="cc-name" required ${invalid('name')}></div>
<button class="wide" type="submit">${view.button}</button>
</form></main>`,
  );
}

/** The bank's question about a card that is to be used, with the payment method that waits for the answer. */
export function bankQuestionPage(action: string, method: string): Html {
  return layout(
    'Foothold | Authentication',
    html`<main class="notice">
<h1>3D Secure test page</h1>
<p>Your bank wants to be sure that it is you. In test mode you decide how that goes.</p>
<form class="row" method="post" action="${action}">
<input type="hidden" name="method" value="${method}">
<button name="outcome" value="complete">Complete authentication</button>
<button class="quiet" name="outcome" value="fail">Fail authentication</button>
</form></main>`,
  );
}
