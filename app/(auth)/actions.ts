'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { nextPathOf } from '@/lib/auth';
import {
  beginGoogle,
  confirmationSchema,
  confirmByLink,
  type LinkType,
  mailedLinkSchema,
  provedMailbox,
  resendConfirmation,
  type SignInOutcome,
  sendPasswordReset,
  sendSignInLink,
  setPassword,
  setPasswordSchema,
  signIn,
  signInSchema,
  signUp,
  signUpSchema,
} from '@/lib/auth/accounts';
import type { FormState } from '@/lib/auth/form-state';
import {
  currentAccessToken,
  getIdentity,
  mailedTo,
  rememberMailedTo,
  submitForm,
  supabaseAs,
  supabaseServer,
} from '@/lib/auth/server';
import { env } from '@/lib/env';
import { problems, safeNextPath } from '@/lib/http';
import { limitAttempt, limitFailures } from '@/lib/rate-limits';

/** Makes an account, then says that a mail is on its way. */
export async function signUpAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, ['name', 'email', 'next'], async (fields) => {
    const person = signUpSchema.parse(fields);
    const landing = landingOf(fields.next);
    await limitAttempt('sign-up', await by(person.email));
    const outcome = await signUp(await supabaseServer(), person, env().APP_URL + landing);
    if (outcome === 'signed-in') redirect(landing);
    await rememberMailedTo(person.email);
    redirect(`/check-email?next=${encodeURIComponent(landing)}`);
  });
}

/** Signs in by password and goes where the person was going; by the other button, mails a link to sign in with. */
export async function signInAction(
  _before: FormState,
  form: FormData,
): Promise<FormState<Exclude<SignInOutcome, 'signed-in' | 'second-factor'>>> {
  return submitForm(form, ['email', 'next'], async (fields) => {
    if (fields.by === 'link') {
      const { email } = mailedLinkSchema.parse(fields);
      await limitAttempt('mailed-link', await by(email));
      const landing = landingOf(fields.next);
      await sendSignInLink(await supabaseServer(), email, env().APP_URL + landing);
      await rememberMailedTo(email);
      redirect(`/check-email?for=link&next=${encodeURIComponent(landing)}`);
    }
    const given = signInSchema.parse(fields);
    const outcome = await limitFailures(
      'sign-in',
      await by(given.email),
      async () => signIn(await supabaseServer(), given),
      (came) => came === 'wrong-credentials',
    );
    const next = safeNextPath(fields.next);
    if (outcome === 'signed-in') redirect(safeNextPath(fields.next));
    if (outcome === 'second-factor') redirect(`/sign-in/verify?next=${encodeURIComponent(next)}`);
    return outcome;
  });
}

/** Leads to Google, to sign in or up with an account there. */
export async function googleAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, [], async (fields) => {
    const { APP_URL, GOOGLE_SIGN_IN_ENABLED } = env();
    if (!GOOGLE_SIGN_IN_ENABLED) throw problems.notFound('Signing in with Google is not offered here.');
    const callback = `${APP_URL}/auth/callback?next=${encodeURIComponent(landingOf(fields.next))}`;
    redirect(await beginGoogle(await supabaseServer(), callback));
  });
}

/** Sends a link to sign in with once more, to the address that the page shows. */
export async function resendSignInLinkAction(_before: FormState, form: FormData): Promise<FormState<'sent'>> {
  return submitForm(form, ['email'], async (fields) => {
    const { email } = mailedLinkSchema.parse({ email: fields.email ?? (await mailedTo()) });
    await limitAttempt('mailed-link', await by(email));
    await sendSignInLink(await supabaseServer(), email, env().APP_URL + landingOf(fields.next));
    return 'sent' as const;
  });
}

/** Sends the confirmation mail once more. */
export async function resendAction(_before: FormState, form: FormData): Promise<FormState<'sent'>> {
  return submitForm(form, ['email'], async (fields) => {
    const { email } = mailedLinkSchema.parse(fields);
    await limitAttempt('mailed-link', await by(email));
    await resendConfirmation(await supabaseServer(), email, env().APP_URL + landingOf(fields.next));
    return 'sent' as const;
  });
}

/** Sends a link to choose a new password, then says so. */
export async function forgotPasswordAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, ['email'], async (fields) => {
    const { email } = mailedLinkSchema.parse(fields);
    await limitAttempt('password-reset', await by(email));
    await sendPasswordReset(await supabaseServer(), email, `${env().APP_URL}/reset-password`);
    await rememberMailedTo(email);
    redirect('/check-email?for=password');
  });
}

/** Sends the same link again, to the address that the page shows. */
export async function resendResetAction(_before: FormState, form: FormData): Promise<FormState<'sent'>> {
  return submitForm(form, [], async (fields) => {
    const { email } = mailedLinkSchema.parse({ email: fields.email ?? (await mailedTo()) });
    await limitAttempt('password-reset', await by(email));
    await sendPasswordReset(await supabaseServer(), email, `${env().APP_URL}/reset-password`);
    return 'sent' as const;
  });
}

/** Uses up a mailed link: signs in, and for a forgotten password goes on to choosing a new one. */
export async function confirmAction(
  _before: FormState,
  form: FormData,
): Promise<FormState<'over' | 'half-way'>> {
  return submitForm(form, [], async (fields) => {
    const link = confirmationSchema.safeParse(fields);
    if (!link.success) return 'over';
    const outcome = await limitFailures(
      'one-time-code',
      await by(null),
      async () => confirmByLink(await supabaseServer(), link.data),
      (came) => came === 'over',
    );
    if (outcome === 'suspended') redirect('/sign-in?notice=suspended');
    if (outcome !== 'confirmed') return outcome;
    redirect(destinations[link.data.type] ?? landingOf(fields.next));
  });
}

/** Where some links lead, whatever they say. */
const destinations: Partial<Record<LinkType, string>> = {
  recovery: '/reset-password',
  email_change: '/account/security?notice=email-changed',
};

/** Sets the new password of whoever came by a mailed link. */
export async function resetPasswordAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, [], async (fields) => {
    const { password } = setPasswordSchema.parse(fields);
    const [identity, token] = await Promise.all([getIdentity(), currentAccessToken()]);
    // The page knows what is missing, and leads there.
    if (!identity || identity.secondFactorStep === 'verify' || !token || !(await provedMailbox(token)))
      redirect('/reset-password');
    await setPassword(await supabaseAs(identity.principal), identity.principal, password);
    redirect('/account?notice=password-changed');
  });
}

/** Whose attempt it is, for what limits attempts. */
async function by(account: string | null) {
  return { headers: await headers(), account };
}

function landingOf(next: string | undefined): string {
  return nextPathOf(next, env().APP_URL);
}
