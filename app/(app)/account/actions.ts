'use server';

import { revalidatePath } from 'next/cache';
import { profileSchema, renameUser } from '@/lib/auth/accounts';
import type { FormState } from '@/lib/auth/form-state';
import { requirePrincipal, submitForm } from '@/lib/auth/server';

/** Changes the signed-in person's name. */
export async function saveProfileAction(_before: FormState, form: FormData): Promise<FormState<'saved'>> {
  return submitForm(form, { keep: ['name'], whileActing: 'change' }, async (fields) => {
    await renameUser(await requirePrincipal(), profileSchema.parse(fields));
    revalidatePath('/', 'layout');
    return 'saved' as const;
  });
}
