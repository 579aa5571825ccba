'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/auth/form-state';
import { getLeavingAccount, requirePrincipal, submitForm } from '@/lib/auth/server';
import { keepAccount } from '@/lib/deletion';

/** Keeps the account of the person who is there, whose deletion waits. */
export async function keepAccountAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, [], async () => {
    const account = await getLeavingAccount();
    if (!account) {
      await requirePrincipal();
      redirect('/account');
    }
    await keepAccount(account.userId);
    redirect('/account?notice=account-kept');
  });
}
