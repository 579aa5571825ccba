'use client';

import { SubmitButton } from '@/components/ui/submit-button';
import { formError } from '@/lib/auth/form-state';
import { EmailField } from './email-field';
import { type FormAction, useFormAction } from './use-form-action';

/** Sends a mail with a fresh link. */
export type ResendAction = FormAction<'sent'>;

type ResendFormProps = {
  action: ResendAction;
  /** Where to send it; asked for when it is not known. */
  email?: string | undefined;
  next: string;
};

/** Asks for another confirmation mail. */
export function ResendForm({ action, email, next }: ResendFormProps) {
  const { state, pending, formProps } = useFormAction(action);
  const error = formError(state);
  return (
    <form {...formProps} className="grid gap-4">
      <input type="hidden" name="next" value={next} />
      {email ? (
        <input type="hidden" name="email" value={email} />
      ) : (
        <EmailField state={state} autoComplete="email" />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton variant="secondary" size="sm" loading={pending}>
          Send the link again
        </SubmitButton>
        <p role="status" className="text-13 text-muted-foreground">
          {state.outcome === 'sent' ? 'Sent. It can take a minute to arrive.' : ''}
        </p>
      </div>
      {error ? (
        <p role="alert" className="text-13 text-danger">
          {error}
        </p>
      ) : null}
    </form>
  );
}
