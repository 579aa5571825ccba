'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { sessionRemovals } from '@/lib/auth/edge';
import type { FormState } from '@/lib/auth/form-state';
import { currentProof, requirePrincipal, submitForm } from '@/lib/auth/server';
import { confirmDeletion } from '@/lib/deletion';

/** Sets the account of the signed-in person to be deleted, and signs it out. */
export async function deleteAccountAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, ['email'], async ({ email = '', ...fields }) => {
    const principal = await requirePrincipal();
    await confirmDeletion(principal, email, await currentProof(fields));
    const store = await cookies();
    for (const { name, value, options } of sessionRemovals(store.getAll())) store.set(name, value, options);
    redirect('/sign-in?notice=leaving');
  });
}
