import { completeSetup } from '../checkout/setup';
import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { inTimeOf } from '../test-clocks/clock-of';
import { bankQuestionPage, cardFormPage } from './card-form';
import { enteredMethod } from './entered-method';
import { page } from './html';

type Session = StoredObjects['checkout.session'];

/** Shows the form of a session that only saves a card. */
export function showSetup(
  session: Session,
  status = 200,
  problem?: { field: string | null; message: string },
): Response {
  const view = {
    title: 'Save a card',
    text: 'Nothing is charged now. Foothold can charge this card later, as you agreed.',
    action: `/c/pay/${session.id}`,
    button: 'Save card',
    back: { href: session.cancel_url ?? `/c/pay/${session.id}`, label: 'Back to Foothold' },
    problem,
  };
  return page(status, cardFormPage(view));
}

/** Takes the card, or the answer to the bank's question. Returns the completed session, or the page to show next. */
export function saveCard(context: Context, session: Session, fields: URLSearchParams): Session | Response {
  const customer = session.customer ?? '';
  const ownersTime = inTimeOf(context, [customer]);
  const entered = enteredMethod(ownersTime, customer, fields);
  if (entered.kind === 'problem') return showSetup(session, 402, entered.problem);
  if (entered.kind === 'question') {
    return page(200, bankQuestionPage(`/c/pay/${session.id}`, entered.method.id));
  }
  return completeSetup(ownersTime, session, entered.method);
}
