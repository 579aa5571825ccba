'use client';

import { fieldError } from '@/lib/auth/form-state';
import { cancellationFeedbacks } from '@/lib/billing/cancellation';
import { AuthForm } from '../auth/auth-form';
import { type FormAction, useFormAction } from '../auth/use-form-action';
import { ButtonLink } from '../ui/button-link';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { SubmitButton } from '../ui/submit-button';
import { Textarea } from '../ui/textarea';
import { feedbackWords } from './cancellation-words';

type CancelFormProps = { action: FormAction<never>; planName: string };

/** Asks why, and cancels; nobody has to say. */
export function CancelForm({ action, planName }: CancelFormProps) {
  const form = useFormAction(action);
  const { state, pending } = form;
  return (
    <AuthForm form={form}>
      <Field label="Why do you cancel?" optional error={fieldError(state, 'feedback')}>
        <Select name="feedback" defaultValue={state.values.feedback ?? ''}>
          <option value="">I would rather not say</option>
          {cancellationFeedbacks.map((feedback) => (
            <option key={feedback} value={feedback}>
              {feedbackWords[feedback]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="What should we have done better?" optional error={fieldError(state, 'comment')}>
        <Textarea name="comment" maxLength={1000} rows={3} defaultValue={state.values.comment ?? ''} />
      </Field>
      <div className="flex flex-col-reverse gap-2 sm:flex-row">
        <ButtonLink href="/account/billing" variant="secondary">
          Keep {planName}
        </ButtonLink>
        <SubmitButton variant="danger" loading={pending}>
          Cancel {planName}
        </SubmitButton>
      </div>
    </AuthForm>
  );
}
