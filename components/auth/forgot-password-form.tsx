'use client';

import { SubmitButton } from '@/components/ui/submit-button';
import { AuthForm } from './auth-form';
import { EmailField } from './email-field';
import { type FormAction, useFormAction } from './use-form-action';

/** Asks for a mail with a link to choose a new password. */
export function ForgotPasswordForm({ action }: { action: FormAction<never> }) {
  const form = useFormAction(action);
  return (
    <AuthForm form={form}>
      <EmailField state={form.state} />
      <SubmitButton loading={form.pending} className="w-full">
        Send the link
      </SubmitButton>
    </AuthForm>
  );
}
