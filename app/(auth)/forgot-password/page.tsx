import type { Metadata } from 'next';
import { AuthHeading } from '@/components/auth/auth-heading';
import { ForgotPasswordForm } from '@/components/auth/forgot-password-form';
import { TextLink } from '@/components/auth/text-link';
import { forgotPasswordAction } from '../actions';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default function ForgotPasswordPage() {
  return (
    <>
      <AuthHeading title="Forgot your password?">We send you a link to choose a new one.</AuthHeading>
      <ForgotPasswordForm action={forgotPasswordAction} />
      <p className="mt-6 text-muted-foreground text-sm">
        Remembered it? <TextLink href="/sign-in">Sign in</TextLink>
      </p>
    </>
  );
}
