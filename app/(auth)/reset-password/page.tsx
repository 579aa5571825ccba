import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthHeading } from '@/components/auth/auth-heading';
import { LinkOver } from '@/components/auth/confirm-form';
import { ResetPasswordForm } from '@/components/auth/reset-password-form';
import { provedMailbox } from '@/lib/auth/accounts';
import { currentAccessToken, getIdentity, getLeavingAccount } from '@/lib/auth/server';
import { resendAction, resetPasswordAction } from '../actions';

export const metadata: Metadata = { title: 'Choose a new password' };

export default async function ResetPasswordPage() {
  const identity = await getIdentity();
  // First whether to stay at all.
  if (!identity && (await getLeavingAccount())) redirect('/leaving');
  // Whoever reads the mailbox alone must not get past the second factor.
  if (identity?.secondFactorStep === 'verify') redirect('/sign-in/verify?next=/reset-password');
  const token = await currentAccessToken();
  if (!identity || !token || !(await provedMailbox(token))) {
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
        For {identity.principal.email}. You are then signed out everywhere else.
      </AuthHeading>
      <ResetPasswordForm action={resetPasswordAction} email={identity.principal.email} />
    </>
  );
}
