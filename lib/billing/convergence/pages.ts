import { z } from 'zod';

/** The card of the organization itself, or one that is always declined. */
export type Card = 'own' | 'declined';

/** Cards that pay. The first two organizations share one, and with it the trial that each card has. */
export const ownCards = ['4242 4242 4242 4242', '4242 4242 4242 4242', '5555 5555 5555 4444'] as const;

const declinedCard = '4000 0000 0000 0002';

/**
 * Enters a card on one of Stripe's pages, as a browser would.
 * @returns whether the page took it; it does not when the card is declined or the page is no longer open
 */
export async function enterCard(url: string, card: Card, ownCard: string): Promise<boolean> {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      email: 'payer@example.test',
      number: card === 'own' ? ownCard : declinedCard,
      expiry: '12 / 40',
      cvc: '123',
      name: 'Pat Payer',
    }),
  });
  await answer.body?.cancel();
  return answer.status === 303;
}

/** Answers the bank's question on the page of an invoice, if there is one. @returns whether that paid it */
export async function confirmAtBank(url: string): Promise<boolean> {
  const page = await fetch(url);
  const method = /name="method" value="(\w+)"/.exec(await page.text())?.[1];
  if (method === undefined) return false;
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ method, outcome: 'complete' }),
  });
  await answer.body?.cancel();
  return answer.status === 303;
}

/** An object of which only the id matters. */
export const identified = z.object({ id: z.string() });
