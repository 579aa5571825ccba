import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthHeading } from '@/components/auth/auth-heading';
import { LinkOver } from '@/components/auth/confirm-form';
import { ResetPasswordForm } from '@/components/auth/reset-password-form';
import { provedMailbox } from '@/lib/auth/accounts';
import { currentAccessToken, getLeavingAccount, getPrincipal } from '@/lib/auth/server';
import { resendAction, resetPasswordAction } from '../actions';

export const metadata: Metadata = { title: 'Choose a new password' };

export default async function ResetPasswordPage() {
  const principal = await getPrincipal();
  // First whether to stay at all.
  if (!principal && (await getLeavingAccount())) redirect('/leaving');
  const token = await currentAccessToken();
  if (!principal || !token || !(await provedMailbox(token))) {
    return (
      <>
        <AuthHeading title="Choose a new password" />
        <LinkOver type="recovery" next="/jobs" resend={resendAction} />
      </>
    );
  }
  return (
    <>
      <AuthHeading title="Choose a new password">
        For {principal.email}. You are then signed out everywhere else.
      </AuthHeading>
      <ResetPasswordForm action={resetPasswordAction} email={principal.email} />
    </>
  );
}
