'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { BillingActionState } from '@/components/billing/billing-action';
import type { FormState } from '@/lib/auth/form-state';
import { requirePrincipal, runAction, submitForm } from '@/lib/auth/server';
import {
  cancellationSchema,
  cancelSubscription,
  openPortal,
  refreshBilling,
  resumeSubscription,
} from '@/lib/billing';
import { leaveFor } from '../../billing/leave-for';

/** Leads to Stripe's billing portal. */
export async function portalAction(): Promise<BillingActionState> {
  return leaveFor(async () => openPortal(await requirePrincipal()));
}

/** Leads to where another card is entered at Stripe. */
export async function paymentMethodAction(): Promise<BillingActionState> {
  return leaveFor(async () => openPortal(await requirePrincipal(), 'payment_method_update'));
}

/** Asks Stripe whether something was paid meanwhile, and shows page and frame anew. */
export async function lookForPaymentAction(): Promise<void> {
  const looked = await runAction(async () => refreshBilling(await requirePrincipal()));
  if (looked.ok) revalidatePath('/', 'layout');
}

/** Lets the subscription end with its period, and leads to where that is told. */
export async function cancelAction(_before: FormState<never>, form: FormData): Promise<FormState<never>> {
  return submitForm(form, ['feedback', 'comment'], async ({ feedback, comment }) => {
    const cancellation = cancellationSchema.parse({
      feedback: feedback || undefined,
      comment: comment?.trim() || undefined,
    });
    await cancelSubscription(await requirePrincipal(), cancellation);
    revalidatePath('/', 'layout');
    redirect('/account/billing');
  });
}

/** Takes the cancellation back. */
export async function resumeAction(): Promise<BillingActionState> {
  return leaveFor(async () => {
    await resumeSubscription(await requirePrincipal());
    revalidatePath('/', 'layout');
    return { url: '/account/billing' };
  });
}
