'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/lib/auth/form-state';
import { submitForm } from '@/lib/auth/server';
import { unsubscribe } from '@/lib/jobs/notifications';

/** Ends the mails of a kind for whoever has the link of one. Errors as of `unsubscribe`. */
export async function unsubscribeAction(
  _before: FormState<never>,
  form: FormData,
): Promise<FormState<never>> {
  return submitForm<never>(form, [], async ({ token = '' }) => {
    await unsubscribe(token);
    // The page says what became of it.
    revalidatePath('/unsubscribe');
    return null;
  });
}
