'use server';

import { z } from 'zod';
import type { BillingActionState } from '@/components/billing/billing-action';
import { currentAccessToken, requirePrincipal } from '@/lib/auth/server';
import { type CheckoutChoice, soldIntervals, startCheckout } from '@/lib/billing';
import { planIds } from '@/lib/plans';
import { leaveFor } from '../../(app)/billing/leave-for';

const choiceSchema = z.object({ planId: z.enum(planIds), interval: z.enum(soldIntervals) });

/**
 * Leads to Checkout for the chosen plan; whoever is not signed in signs up first and comes back to the choice, and
 * whose account is closed is told so.
 */
export async function checkoutAction(
  _before: BillingActionState,
  form: FormData,
): Promise<BillingActionState> {
  return leaveFor(async () => {
    const choice = choiceSchema.parse(Object.fromEntries(form));
    if (!(await currentAccessToken())) return { url: signUpFor(choice) };
    // Not to sign up: the middleware sees a good token and would send a suspended person straight back here.
    return startCheckout(await requirePrincipal(), choice);
  });
}

function signUpFor({ planId, interval }: CheckoutChoice): string {
  return `/sign-up?next=${encodeURIComponent(`/pricing?plan=${planId}&interval=${interval}`)}`;
}
