import type { Context } from '../core/context';
import { randomText } from '../core/ids';
import type { StoredObjects } from '../core/objects';
import type { EnteredCard, TestCard } from '../payments/cards';
import { enterCard } from '../payments/enter-card';
import { inTimeOf } from '../test-clocks/clock-of';
import { asksForBilling } from './billing-details';
import { completeSession } from './complete';
import { type CheckoutForm, heldBy, hold } from './held';

/** What became of a submitted payment form. */
export type SubmitOutcome =
  | { kind: 'completed'; session: StoredObjects['checkout.session'] }
  | { kind: 'authenticate'; token: string }
  | { kind: 'problem'; field: keyof CheckoutForm | null; message: string };

/** Takes a payment form for an open session. A decline leaves nothing behind. */
export function submitPayment(
  context: Context,
  session: StoredObjects['checkout.session'],
  form: CheckoutForm,
): SubmitOutcome {
  const checked = checkForm(context, form);
  if ('kind' in checked) return checked;
  if (asksForBilling(session) && heldBy(context.store, session.id).billing === null) {
    return { kind: 'problem', field: null, message: 'Enter your billing address first.' };
  }
  if (checked.card.authentication === 'required') {
    const token = randomText(24);
    hold(context.store, session.id, {
      ...heldBy(context.store, session.id),
      authenticating: { token, form },
    });
    return { kind: 'authenticate', token };
  }
  return charge(context, session, form, checked);
}

/** Goes on after the cardholder's bank has answered. A token counts once. */
export function finishAuthentication(
  context: Context,
  session: StoredObjects['checkout.session'],
  token: string,
  authenticated: boolean,
): SubmitOutcome {
  const held = heldBy(context.store, session.id);
  if (held.authenticating?.token !== token) {
    return { kind: 'problem', field: null, message: 'That authentication is over. Enter your card again.' };
  }
  hold(context.store, session.id, { ...held, authenticating: null });
  if (!authenticated) {
    return {
      kind: 'problem',
      field: null,
      message: 'We are unable to authenticate your payment method. Choose a different card and try again.',
    };
  }
  const checked = checkForm(context, held.authenticating.form);
  return 'kind' in checked ? checked : charge(context, session, held.authenticating.form, checked);
}

type Checked = { entered: EnteredCard; card: TestCard };
type Problem = Extract<SubmitOutcome, { kind: 'problem' }>;

function checkForm(context: Context, form: CheckoutForm): Checked | Problem {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email)) {
    return { kind: 'problem', field: 'email', message: 'Enter a valid email address.' };
  }
  const checked = enterCard(form, context.clock.now());
  return 'field' in checked ? { kind: 'problem', ...checked } : checked;
}

function charge(
  context: Context,
  session: StoredObjects['checkout.session'],
  form: CheckoutForm,
  { entered, card }: Checked,
): SubmitOutcome {
  const due = session.amount_total ?? 0;
  if (due > 0 && card.charge !== undefined) {
    return { kind: 'problem', field: 'number', message: card.charge.message };
  }
  const buyersTime = inTimeOf(context, [session.customer ?? '']);
  return { kind: 'completed', session: completeSession(buyersTime, session, form, entered, card) };
}
