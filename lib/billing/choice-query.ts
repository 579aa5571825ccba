// Apart from what checks a choice: pages carry this to the browser, and need no checking there.
import type { CheckoutChoice } from './checkout-choice';

/** How many seats can be added to those that a plan includes. */
export const extraSeatsMax = 10_000;

/** The choice as the pages' addresses carry it, without the question mark. */
export function choiceQuery({ planId, interval, extraSeats }: CheckoutChoice): string {
  const query = new URLSearchParams({ plan: planId, interval });
  if (extraSeats) query.set('seats', String(extraSeats));
  return query.toString();
}
