'use client';

import { AuthForm } from '../auth/auth-form';
import { type FormAction, useFormAction } from '../auth/use-form-action';
import { SubmitButton } from '../ui/submit-button';

type SecondFactorFormProps = { action: FormAction<'saved'>; organizationId: string; isRequired: boolean };

/** Turns on or off that members need a second factor. */
export function SecondFactorForm({ action, organizationId, isRequired }: SecondFactorFormProps) {
  const form = useFormAction(action);
  return (
    <AuthForm form={form} className="max-w-md">
      <input type="hidden" name="id" value={organizationId} />
      <input type="hidden" name="required" value={String(!isRequired)} />
      <SubmitButton variant="secondary" loading={form.pending} className="justify-self-start">
        {isRequired ? 'Stop requiring it' : 'Require two-factor sign-in'}
      </SubmitButton>
    </AuthForm>
  );
}
