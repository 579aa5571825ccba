'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { BillingActionState } from '@/components/billing/billing-action';
import type { FormState } from '@/lib/auth/form-state';
import { requirePrincipal, submitForm } from '@/lib/auth/server';
import { cancellationSchema, cancelSubscription, openPortal, resumeSubscription } from '@/lib/billing';
import { leaveFor } from '../../billing/leave-for';

/** Leads to Stripe's billing portal. */
export async function portalAction(): Promise<BillingActionState> {
  return leaveFor(async () => openPortal(await requirePrincipal()));
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
