'use client';

import { AuthForm } from '../auth/auth-form';
import { type FormAction, useFormAction } from '../auth/use-form-action';
import { SubmitButton } from '../ui/submit-button';

type UnsubscribeFormProps = { action: FormAction<never>; token: string };

/** Ends the mails of a link. Works without JavaScript. */
export function UnsubscribeForm({ action, token }: UnsubscribeFormProps) {
  const form = useFormAction(action);
  return (
    <AuthForm form={form}>
      <input type="hidden" name="token" value={token} />
      <SubmitButton size="lg" className="w-full" loading={form.pending}>
        Unsubscribe
      </SubmitButton>
    </AuthForm>
  );
}
