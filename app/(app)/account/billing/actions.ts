'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { BillingActionState } from '@/components/billing/billing-action';
import type { FormState } from '@/lib/auth/form-state';
import { requirePrincipal, runAction, submitForm } from '@/lib/auth/server';
import {
  cancellationSchema,
  cancelSubscription,
  changeOrderSchema,
  changePlan,
  endSubscription,
  openPortal,
  refreshBilling,
  resumeSubscription,
  takeBackChange,
  unpaidChange,
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

/** Lets the subscription end with its period or at once, and leads to where that is told. */
export async function cancelAction(_before: FormState<never>, form: FormData): Promise<FormState<never>> {
  return submitForm(form, ['when', 'feedback', 'comment'], async ({ when, feedback, comment }) => {
    const cancellation = cancellationSchema.parse({
      feedback: feedback || undefined,
      comment: comment?.trim() || undefined,
    });
    const principal = await requirePrincipal();
    if (when === 'now') await endSubscription(principal, cancellation);
    else await cancelSubscription(principal, cancellation);
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

/** Orders the change that was previewed, and leads to where it is told what came of it. */
export async function changeAction(_before: BillingActionState, form: FormData): Promise<BillingActionState> {
  return leaveFor(async () => {
    const { extraSeats, ...fields } = Object.fromEntries(form);
    const order = changeOrderSchema.strip().parse({ ...fields, extraSeats: Number(extraSeats) });
    try {
      await changePlan(await requirePrincipal(), order);
    } finally {
      // Also when it is refused: the amounts shown may be those of another day.
      revalidatePath('/', 'layout');
    }
    return { url: '/account/billing' };
  });
}

/** Leads to where the change that waits can be paid. */
export async function payChangeAction(): Promise<BillingActionState> {
  return leaveFor(async () => {
    const { invoiceId } = await unpaidChange(await requirePrincipal());
    return { url: `/billing/pay/${invoiceId}` };
  });
}

/** Takes back the change that waits. */
export async function takeBackAction(): Promise<BillingActionState> {
  return leaveFor(async () => {
    await takeBackChange(await requirePrincipal());
    revalidatePath('/', 'layout');
    return { url: '/account/billing' };
  });
}
