'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import {
  askEmailChange,
  changeEmailSchema,
  changePassword,
  changePasswordSchema,
  connectGoogle,
  disconnectGoogle,
} from '@/lib/auth/accounts';
import type { FormState } from '@/lib/auth/form-state';
import { currentProof, requirePrincipal, submitForm, supabaseAs } from '@/lib/auth/server';
import { env } from '@/lib/env';
import { problems } from '@/lib/http';

/** Changes the password of the signed-in person, or sets the first one. */
export async function changePasswordAction(
  _before: FormState,
  form: FormData,
): Promise<FormState<'changed' | 'set'>> {
  return submitForm(form, [], async (fields) => {
    const principal = await requirePrincipal();
    const { password } = changePasswordSchema.parse(fields);
    const outcome = await changePassword(
      await supabaseAs(principal),
      principal,
      password,
      await currentProof(fields),
    );
    revalidatePath('/account/security');
    return outcome;
  });
}

/** Sends a link to the address that is to be the person's. */
export async function changeEmailAction(_before: FormState, form: FormData): Promise<FormState<'asked'>> {
  return submitForm(form, ['email'], async (fields) => {
    const principal = await requirePrincipal();
    const { email } = changeEmailSchema.parse(fields);
    await askEmailChange(await supabaseAs(principal), principal, email, {
      proof: await currentProof(fields),
      landing: `${env().APP_URL}/account/security`,
    });
    return 'asked' as const;
  });
}

/** Leads to Google, to connect an account there. */
export async function connectGoogleAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, [], async (fields) => {
    const principal = await requirePrincipal();
    const { APP_URL, GOOGLE_SIGN_IN_ENABLED } = env();
    if (!GOOGLE_SIGN_IN_ENABLED) throw problems.notFound('Signing in with Google is not offered here.');
    const url = await connectGoogle(await supabaseAs(principal), principal, {
      proof: await currentProof(fields),
      callback: `${APP_URL}/auth/callback?for=connecting`,
    });
    redirect(url);
  });
}

/** Takes the connected Google account away. */
export async function disconnectGoogleAction(
  _before: FormState,
  form: FormData,
): Promise<FormState<'disconnected'>> {
  return submitForm(form, [], async (fields) => {
    const principal = await requirePrincipal();
    await disconnectGoogle(await supabaseAs(principal), principal, await currentProof(fields));
    revalidatePath('/account/security');
    return 'disconnected' as const;
  });
}
