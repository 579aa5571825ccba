'use client';

import { SubmitButton } from '@/components/ui/submit-button';
import { AuthForm } from './auth-form';
import { CodeField } from './code-field';
import { type FormAction, useFormAction } from './use-form-action';

type VerifyFormProps = { action: FormAction<never>; kind: 'app' | 'recovery'; next: string };

/** The second step of signing in. */
export function VerifyForm({ action, kind, next }: VerifyFormProps) {
  const form = useFormAction(action);
  return (
    <AuthForm form={form}>
      <input type="hidden" name="next" value={next} />
      <CodeField state={form.state} kind={kind} focusAtOnce />
      <SubmitButton loading={form.pending} className="w-full">
        Continue
      </SubmitButton>
    </AuthForm>
  );
}
