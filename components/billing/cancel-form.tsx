'use client';

import { Check } from 'lucide-react';
import { useState } from 'react';
import { fieldError } from '@/lib/auth/form-state';
import { cancellationFeedbacks } from '@/lib/billing/cancellation';
import { AuthForm } from '../auth/auth-form';
import { type FormAction, useFormAction } from '../auth/use-form-action';
import { ButtonLink } from '../ui/button-link';
import { Card, CardBody } from '../ui/card';
import { Field } from '../ui/field';
import { RadioList } from '../ui/radio-list';
import { Select } from '../ui/select';
import { SubmitButton } from '../ui/submit-button';
import { Textarea } from '../ui/textarea';
import { feedbackWords } from './cancellation-words';

/** When a subscription can end. */
type When = 'period_end' | 'now';

type CancelFormProps = {
  action: FormAction<never>;
  planName: string;
  /** The last day of what is paid for, in words. */
  lastDay: string;
  /** What happens, a sentence each. */
  effects: Record<When, string[]>;
  /** What becomes of the rest of the period. */
  rest: Record<When, string>;
};

/** Asks when and why, says what happens, and cancels; nobody has to say why. */
export function CancelForm({ action, planName, lastDay, effects, rest }: CancelFormProps) {
  const form = useFormAction(action);
  const { state, pending } = form;
  const [when, setWhen] = useState<When>('period_end');
  return (
    <AuthForm form={form}>
      <RadioList
        legend="When it ends"
        name="when"
        value={when}
        onValueChange={setWhen}
        options={[
          { value: 'period_end', label: `On ${lastDay}`, description: rest.period_end },
          { value: 'now', label: 'Now', description: rest.now },
        ]}
      />
      <Card>
        <CardBody>
          <ul aria-label="What happens" aria-live="polite" className="grid gap-2.5">
            {effects[when].map((effect) => (
              <li key={effect} className="flex items-start gap-2.5">
                <Check aria-hidden="true" className="mt-0.75 size-4 shrink-0 text-muted-foreground" />
                {effect}
              </li>
            ))}
          </ul>
        </CardBody>
      </Card>
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
          {when === 'now' ? `End ${planName} now` : `Cancel ${planName}`}
        </SubmitButton>
      </div>
    </AuthForm>
  );
}
