'use client';

import { fieldError } from '@/lib/auth/form-state';
import { AuthForm } from '../auth/auth-form';
import { type FormAction, useFormAction } from '../auth/use-form-action';
import { ButtonLink } from '../ui/button-link';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';
import { type Proof, ProofField } from './proof-field';

type DeleteAccountFormProps = {
  action: FormAction<never>;
  email: string;
  proof: Exclude<Proof, 'stale'>;
};

/** Asks for the address of the account, and for its password, before it is set to be deleted. */
export function DeleteAccountForm({ action, email, proof }: DeleteAccountFormProps) {
  const form = useFormAction(action);
  const { state, pending } = form;
  return (
    <AuthForm form={form} className="max-w-sm">
      <Field label={`Type ${email} to confirm`} required error={fieldError(state, 'email')}>
        <Input
          name="email"
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={state.values.email}
        />
      </Field>
      <ProofField proof={proof} state={state} email={email} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row">
        <ButtonLink href="/account" variant="secondary">
          Keep my account
        </ButtonLink>
        <SubmitButton variant="danger" loading={pending}>
          Delete my account
        </SubmitButton>
      </div>
    </AuthForm>
  );
}
