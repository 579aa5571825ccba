'use client';

import { AuthForm } from '../auth/auth-form';
import { type FormAction, useFormAction } from '../auth/use-form-action';
import { SubmitButton } from '../ui/submit-button';

type AnswerFormProps = { accept: FormAction<never>; decline: FormAction<never>; token: string };

/** Accepts or declines an invitation. Works without JavaScript. */
export function AnswerForm({ accept, decline, token }: AnswerFormProps) {
  const accepting = useFormAction(accept);
  const declining = useFormAction(decline);
  return (
    <div className="grid gap-3">
      <AuthForm form={accepting}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton size="lg" className="w-full" loading={accepting.pending}>
          Accept and join
        </SubmitButton>
      </AuthForm>
      <AuthForm form={declining}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton size="lg" variant="secondary" className="w-full" loading={declining.pending}>
          Decline
        </SubmitButton>
      </AuthForm>
    </div>
  );
}
