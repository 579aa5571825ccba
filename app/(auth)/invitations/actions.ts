'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/auth/form-state';
import { requirePrincipal, submitForm } from '@/lib/auth/server';
import { acceptInvitation, declineInvitation } from '@/lib/organizations';

/** Joins the organization of an invitation, and leads to its jobs. Errors as of `acceptInvitation`. */
export async function acceptInvitationAction(
  _before: FormState<never>,
  form: FormData,
): Promise<FormState<never>> {
  return submitForm<never>(form, [], async ({ token = '' }) => {
    await acceptInvitation(await requirePrincipal(), token);
    revalidatePath('/', 'layout');
    redirect('/jobs');
  });
}

/** Declines an invitation. Errors as of `declineInvitation`. */
export async function declineInvitationAction(
  _before: FormState<never>,
  form: FormData,
): Promise<FormState<never>> {
  return submitForm<never>(form, [], async ({ token = '' }) => {
    await declineInvitation(await requirePrincipal(), token);
    // The page says what became of it.
    revalidatePath('/invitations/accept');
    return null;
  });
}
