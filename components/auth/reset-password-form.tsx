'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { fieldError } from '@/lib/auth/form-state';
import { AuthForm } from './auth-form';
import { type FormAction, useFormAction } from './use-form-action';

/** Chooses a new password. `email` is there for password managers, which otherwise save it without its account. */
export function ResetPasswordForm({ action, email }: { action: FormAction<never>; email: string }) {
  const form = useFormAction(action);
  return (
    <AuthForm form={form}>
      <input type="email" name="email" autoComplete="username" defaultValue={email} readOnly hidden />
      <Field
        label="New password"
        required
        hint="At least 10 characters."
        error={fieldError(form.state, 'password')}
      >
        <Input name="password" type="password" autoComplete="new-password" minLength={10} />
      </Field>
      <SubmitButton loading={form.pending} className="w-full">
        Save password
      </SubmitButton>
    </AuthForm>
  );
}
