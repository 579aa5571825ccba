'use client';

import { AuthForm } from '../auth/auth-form';
import { type FormAction, useFormAction } from '../auth/use-form-action';
import { SubmitButton } from '../ui/submit-button';

/** Takes back that the account is to be deleted. */
export function KeepAccountForm({ action }: { action: FormAction<never> }) {
  const form = useFormAction(action);
  return (
    <AuthForm form={form}>
      <SubmitButton loading={form.pending} className="w-full">
        Keep my account
      </SubmitButton>
    </AuthForm>
  );
}
