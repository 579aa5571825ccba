import { type EnteredCard, notATestCard, type TestCard, testCard } from './cards';
import { type CardForm, readCard } from './read-card';

/** Card fields that cannot be taken, with what to tell the person. */
export type CardProblem = { field: keyof CardForm | 'name'; message: string };

/** Reads typed card fields and asks the bank, as far as entering a card goes: nothing is charged. */
export function enterCard(
  form: CardForm & { name: string },
  now: number,
): { entered: EnteredCard; card: TestCard } | CardProblem {
  const entered = readCard(form, now);
  if ('field' in entered) return entered;
  if (form.name.trim() === '') return { field: 'name', message: 'Enter the name on the card.' };
  const card = testCard(entered.number);
  const refusal = card === undefined ? notATestCard : card.entry;
  if (card !== undefined && refusal === undefined) return { entered, card };
  const field = refusal?.code === 'incorrect_cvc' ? 'cvc' : 'number';
  return { field, message: refusal?.message ?? 'Your card was declined.' };
}
