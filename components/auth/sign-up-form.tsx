'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { fieldError } from '@/lib/auth/form-state';
import { AuthForm } from './auth-form';
import { EmailField } from './email-field';
import { type FormAction, useFormAction } from './use-form-action';

/** Making an account. */
export function SignUpForm({ action, next }: { action: FormAction<never>; next: string }) {
  const form = useFormAction(action);
  const { state } = form;
  return (
    <AuthForm form={form}>
      <input type="hidden" name="next" value={next} />
      <Field label="Name" required error={fieldError(state, 'name')}>
        <Input name="name" autoComplete="name" defaultValue={state.values.name} />
      </Field>
      <EmailField state={state} />
      <Field label="Password" required hint="At least 10 characters." error={fieldError(state, 'password')}>
        <Input name="password" type="password" autoComplete="new-password" minLength={10} />
      </Field>
      <SubmitButton loading={form.pending} className="w-full">
        Create account
      </SubmitButton>
    </AuthForm>
  );
}
