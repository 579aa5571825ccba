'use client';

import { fieldError } from '@/lib/auth/form-state';
import { AuthForm } from '../auth/auth-form';
import { type FormAction, useFormAction } from '../auth/use-form-action';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';

type NameFormProps = {
  action: FormAction<'saved'>;
  /** The organization to rename; without one a new team gets its name. */
  organization?: { id: string; name: string };
  submitLabel: string;
};

/** Names an organization. */
export function NameForm({ action, organization, submitLabel }: NameFormProps) {
  const form = useFormAction(action);
  const { state, pending } = form;
  return (
    <AuthForm form={form} className="max-w-sm">
      {organization ? <input type="hidden" name="id" value={organization.id} /> : null}
      <Field label="Name" required error={fieldError(state, 'name')}>
        <Input
          name="name"
          autoComplete="organization"
          maxLength={100}
          defaultValue={state.values.name ?? organization?.name ?? ''}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton loading={pending}>{submitLabel}</SubmitButton>
        <p role="status" className="text-13 text-muted-foreground">
          {state.outcome === 'saved' && !pending ? 'Saved.' : ''}
        </p>
      </div>
    </AuthForm>
  );
}
