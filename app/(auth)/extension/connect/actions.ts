'use server';

import { redirect } from 'next/navigation';
import { issueExtensionCode, readConnectRequest } from '@/lib/auth/extension';
import type { FormState } from '@/lib/auth/form-state';
import { requirePrincipal, submitForm } from '@/lib/auth/server';
import { problems } from '@/lib/http';

/** Connects the extension to the account that the page showed, and hands it the code. */
export async function connectExtensionAction(
  _before: FormState<never>,
  form: FormData,
): Promise<FormState<never>> {
  return submitForm<never>(form, [], async (fields) => {
    const read = readConnectRequest(fields);
    if (!read.ok) throw problems.invalid('Open the extension and connect from there.');
    const principal = await requirePrincipal();
    // Another tab may have signed in as somebody else meanwhile.
    if (fields.account !== principal.userId)
      throw problems.conflict('You are signed in to another account by now. Reload this page.');
    const { url } = await issueExtensionCode(principal, read.request);
    redirect(url);
  });
}
