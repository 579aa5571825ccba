'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { isSessionCookie } from '@/lib/auth';
import type { FormState } from '@/lib/auth/form-state';
import { currentAccessToken, requirePrincipal, submitForm } from '@/lib/auth/server';
import { confirmDeletion } from '@/lib/deletion';

/** Sets the account of the signed-in person to be deleted, and signs it out. */
export async function deleteAccountAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, ['email'], async ({ email, password }) => {
    const principal = await requirePrincipal();
    await confirmDeletion(principal, (await currentAccessToken()) ?? '', { email, password });
    const store = await cookies();
    for (const { name } of store.getAll()) if (isSessionCookie(name)) store.delete(name);
    redirect('/sign-in?notice=leaving');
  });
}
