'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';

import { proofSchema } from '@/lib/auth/accounts';
import { sessionRemovals } from '@/lib/auth/edge';
import type { FormState } from '@/lib/auth/form-state';
import { currentAccessToken, requirePrincipal, submitForm } from '@/lib/auth/server';
import { confirmDeletion } from '@/lib/deletion';

/** Sets the account of the signed-in person to be deleted, and signs it out. */
export async function deleteAccountAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, ['email'], async ({ email = '', ...fields }) => {
    const principal = await requirePrincipal();
    const { currentPassword } = proofSchema.parse(fields);
    const accessToken = (await currentAccessToken()) ?? '';
    await confirmDeletion(principal, email, { currentPassword, accessToken });
    const store = await cookies();
    for (const { name, value, options } of sessionRemovals(store.getAll())) store.set(name, value, options);
    redirect('/sign-in?notice=leaving');
  });
}
