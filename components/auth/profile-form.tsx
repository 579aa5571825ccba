'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { fieldError } from '@/lib/auth/form-state';
import { AuthForm } from './auth-form';
import { type FormAction, useFormAction } from './use-form-action';

type ProfileFormProps = { action: FormAction<'saved'>; name: string | null; email: string };

/** A person's own name; the email is shown beside it. */
export function ProfileForm({ action, name, email }: ProfileFormProps) {
  const form = useFormAction(action);
  const { state, pending } = form;
  return (
    <AuthForm form={form} className="max-w-sm">
      <Field label="Name" required error={fieldError(state, 'name')}>
        <Input name="name" autoComplete="name" defaultValue={state.values.name ?? name ?? ''} />
      </Field>
      <Field label="Email" hint="You sign in with this address.">
        <Input name="email" type="email" autoComplete="email" value={email} readOnly />
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton loading={pending}>Save</SubmitButton>
        <p role="status" className="text-13 text-muted-foreground">
          {state.outcome === 'saved' && !pending ? 'Saved.' : ''}
        </p>
      </div>
    </AuthForm>
  );
}
