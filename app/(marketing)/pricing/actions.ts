'use server';

import type { BillingActionState } from '@/components/billing/billing-action';
import { currentAccessToken, requirePrincipal } from '@/lib/auth/server';
import {
  type CheckoutChoice,
  checkoutChoiceSchema,
  choiceQuery,
  seatsIn,
  startCheckout,
} from '@/lib/billing';
import { leaveFor } from '../../(app)/billing/leave-for';

/**
 * Leads to Checkout for the chosen plan; whoever is not signed in signs up first and comes back to the choice, and
 * whose account is closed is told so.
 */
export async function checkoutAction(
  _before: BillingActionState,
  form: FormData,
): Promise<BillingActionState> {
  return leaveFor(async () => {
    const choice = chosenIn(form);
    if (!(await currentAccessToken())) return { url: signUpFor(choice) };
    // Not to sign up: the middleware sees a good token and would send a suspended person straight back here.
    return startCheckout(await requirePrincipal(), choice);
  });
}

function chosenIn(form: FormData): CheckoutChoice {
  const extraSeats = seatsIn(form.get('extraSeats'));
  return checkoutChoiceSchema.parse({
    planId: form.get('planId'),
    interval: form.get('interval'),
    ...(extraSeats > 0 && { extraSeats }),
  });
}

function signUpFor(choice: CheckoutChoice): string {
  return `/sign-up?next=${encodeURIComponent(`/pricing?${choiceQuery(choice)}`)}`;
}
