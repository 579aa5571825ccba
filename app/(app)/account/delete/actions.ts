'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { isSessionCookie } from '@/lib/auth';
import { proofSchema } from '@/lib/auth/accounts';
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
    for (const { name } of store.getAll()) if (isSessionCookie(name)) store.delete(name);
    redirect('/sign-in?notice=leaving');
  });
}
